import { printJson, type Json, type RunRow } from "@stepwell/protocol";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState, type ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useValue } from "../../lib/use-value.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { hoveredRun } from "../charts/hover.ts";
import { betterOfColumn } from "../runs-table/best-values.ts";
import { cellNumber } from "../runs-table/cell-value.ts";
import type { Selection } from "../runs-table/selection.ts";
import { tableColumns, usualColumns, type TableColumn } from "../runs-table/table-column.ts";
import type { RunsGrid } from "../runs-table/use-runs-grid.ts";
import { useSession } from "../shell/session-context.ts";
import type { SetView } from "../shell/use-view.ts";
import { colours } from "../shell/theme.ts";
import { brushedRuns, brushFilter, type Brushes } from "./brushes.ts";
import { strongColor } from "./color-scale.ts";
import { ParallelPlot } from "./parallel-plot.tsx";
import "./parallel.css";
import { plotAxis } from "./plot-axis.ts";
import { PlotHead } from "./plot-head.tsx";
import { readPlot, usualPlotColumns, writePlot, type PlotChoice } from "./plot-keys.ts";
import { ScatterPlot } from "./scatter-plot.tsx";

export interface RunsPlotProps {
  readonly grid: RunsGrid;
  readonly view: ViewState;
  readonly setView: SetView;
  readonly selected: Selection;
  readonly onSelect: (runs: readonly RunRow[]) => void;
}

/** Runs that are drawn at most. */
const mostRuns = 1_000;
const none: readonly RunRow[] = [];

/** The runs of the table as lines over axes, or as points. A brush selects its runs; it can be kept as a filter. */
export function RunsPlot({ grid, view, setView, selected, onSelect }: RunsPlotProps): ReactNode {
  const { client } = useSession();
  const { project, question, known, filter } = grid;
  const choice = useMemo(() => readPlot(view.plot), [view.plot]);
  const named = choice.kind === "off" ? [] : (choice.names ?? []).filter((name) => name !== undefined);
  const namedText = named.join("\n");
  const columns = useMemo(
    () =>
      tableColumns([...named, ...grid.columns.map(({ name }) => name), ...usualColumns(known)], {
        keys: filter.keys,
        known,
      }),
    [namedText, grid.columns, known, filter.keys],
  );
  const usable = useMemo(
    () => columns.filter(({ kind, path }) => path !== "" && ["number", "text", "duration"].includes(kind)),
    [columns],
  );
  const paths = usable.map(({ path }) => path);
  const asked = printJson([(question.filter ?? null) as Json, [...question.sort], paths]);
  const { data } = useQuery({
    queryKey: queryKeys.runPlot(project, asked),
    enabled: choice.kind !== "off",
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      client.runTable(project, {
        ...(question.filter === undefined ? {} : { filter: question.filter }),
        sort: question.sort,
        columns: paths,
        pageSize: mostRuns,
        signal,
      }),
  });
  const runs = data?.runs ?? none;
  const find = (name: string | undefined): TableColumn | undefined =>
    usable.find((column) => column.name === name);
  const metrics = usable.filter(({ isMetric, kind }) => isMetric && kind === "number");
  const sorted = view.sort.map(({ key }) => find(key)).find((column) => column?.kind === "number");
  const byChoice = choice.kind === "xy" ? find(choice.names[2]) : undefined;
  const colored = byChoice ?? sorted ?? metrics[0];

  const axes = useMemo(() => {
    if (choice.kind !== "axes" || runs.length === 0) return [];
    const shown =
      choice.names === undefined
        ? usualPlotColumns(usable, runs, colored)
        : choice.names.flatMap((name) => find(name) ?? []);
    return shown.map((column) => plotAxis(column, runs));
  }, [choice, usable, runs, colored]);
  const scatter = useMemo(() => {
    if (choice.kind !== "xy" || runs.length === 0) return undefined;
    const setting = usualPlotColumns(usable, runs, undefined).find(({ isMetric }) => !isMetric);
    const x = find(choice.names[0]) ?? setting ?? metrics[1] ?? metrics[0];
    const y = find(choice.names[1]) ?? colored;
    if (x === undefined || y === undefined) return undefined;
    const size = find(choice.names[3]);
    return { x: plotAxis(x, runs, 8), y: plotAxis(y, runs), size: size && plotAxis(size, runs) };
  }, [choice, usable, runs, colored]);

  const painted = useValue(colours);
  const paint = useMemo(() => paintOf(runs, colored, view.sort[0]), [runs, colored, view.sort, painted]);
  const [brushes, setBrushes] = useState<Brushes>(new Map());
  const inside = useMemo(() => brushedRuns(axes, brushes, runs.length), [axes, brushes, runs]);
  const index = useMemo(() => new Map(runs.map(({ id }, at) => [id, at])), [runs]);
  const hoveredId = useValue(hoveredRun) ?? view.focus;
  const hovered = hoveredId === undefined ? undefined : index.get(hoveredId);
  const strong = useMemo(() => {
    const chosen = [...selected.keys()].flatMap((id) => index.get(id) ?? []);
    const few = chosen.length <= 20 && brushes.size === 0 ? chosen : [];
    return paint.best === undefined ? few : [...few, paint.best];
  }, [selected, index, paint, brushes]);
  const onHover = useCallback(
    (run: number | undefined) => hoveredRun.set(run === undefined ? undefined : runs[run]?.id),
    [runs],
  );
  const set = (next: PlotChoice): void => setView({ plot: writePlot(next) });
  const pick = (run: number): void => {
    const row = runs[run] as RunRow;
    onSelect(
      selected.has(row.id)
        ? [...selected.values()].filter(({ id }) => id !== row.id)
        : [...selected.values(), row],
    );
  };
  const brush = (next: Brushes, { done }: { readonly done: boolean }): void => {
    setBrushes(next);
    if (!done) return;
    const through = brushedRuns(axes, next, runs.length);
    onSelect(next.size === 0 ? [] : runs.filter((_, at) => through[at] === 1));
  };
  const names = axes.map(({ column }) => column.name);
  const total = data?.total ?? 0;
  return (
    <section className="panel runs-plot" aria-label="Chart of the runs" data-kind={choice.kind}>
      <PlotHead
        choice={choice}
        usable={usable}
        axes={axes}
        brushes={brushes}
        says={
          brushes.size > 0
            ? `${groupDigits(inside.reduce((sum, one) => sum + one, 0))} of ${groupDigits(runs.length)} runs`
            : total > runs.length
              ? `${groupDigits(runs.length)} of ${groupDigits(total)} runs drawn, chosen by the sort`
              : ""
        }
        scale={
          colored === undefined || paint.range === undefined
            ? undefined
            : { column: colored, range: paint.range }
        }
        scatter={scatter}
        onChoice={set}
        onKeep={() => {
          setView({ query: brushFilter(view.query, axes, brushes) });
          setBrushes(new Map());
          onSelect([]);
        }}
        onClear={() => brush(new Map(), { done: true })}
      />
      {choice.kind === "off" ? null : (
        <div className="plot-body">
          {choice.kind === "axes" && axes.length >= 2 ? (
            <ParallelPlot
              axes={axes}
              runs={runs.length}
              colorOf={paint.colorOf}
              order={paint.order}
              strong={strong}
              hovered={hovered}
              brushes={brushes}
              onBrush={brush}
              onHover={onHover}
              onPick={pick}
              onMove={(axis, to) => {
                const rest = names.filter((name) => name !== axis);
                set({ kind: "axes", names: rest.toSpliced(to, 0, axis) });
              }}
              onRemove={(axis) => set({ kind: "axes", names: names.filter((name) => name !== axis) })}
            />
          ) : null}
          {scatter === undefined ? null : (
            <ScatterPlot
              {...scatter}
              runs={runs.length}
              colorOf={paint.colorOf}
              order={paint.order}
              strong={strong}
              hovered={hovered}
              onHover={onHover}
              onPick={pick}
            />
          )}
          {data !== undefined && choice.kind === "axes" && axes.length < 2 ? (
            <p className="plot-none dim">These runs differ in nothing that has an axis. Add one.</p>
          ) : null}
        </div>
      )}
    </section>
  );
}

interface Paint {
  readonly colorOf: (run: number) => string;
  /** Worst first. */
  readonly order: readonly number[];
  readonly best: number | undefined;
  readonly range: readonly [number, number] | undefined;
}

/** Colours by one metric; runs without it are in its weakest colour. */
function paintOf(
  runs: readonly RunRow[],
  colored: TableColumn | undefined,
  sort: ViewState["sort"][number] | undefined,
): Paint {
  const values = runs.map(
    (run) => (colored === undefined ? undefined : cellNumber(run, colored)) ?? Number.NaN,
  );
  const finite = values.filter((value) => Number.isFinite(value));
  const order = runs.map((_, at) => at);
  if (colored === undefined || finite.length === 0)
    return { colorOf: () => strongColor(0.5), order, best: undefined, range: undefined };
  const min = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const max = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const isLower = betterOfColumn(colored, sort) === "lower";
  const good = (run: number): number => {
    const value = values[run] as number;
    if (!Number.isFinite(value)) return -1;
    return max === min ? 0.5 : isLower ? (max - value) / (max - min) : (value - min) / (max - min);
  };
  const sorted = order.toSorted((a, b) => good(a) - good(b));
  const shades = Array.from({ length: 65 }, (_, at) => strongColor(at / 64));
  return {
    colorOf: (run) => shades[Math.round(Math.max(0, good(run)) * 64)] as string,
    order: sorted,
    best: finite.length < 2 ? undefined : sorted.at(-1),
    range: isLower ? [max, min] : [min, max],
  };
}
