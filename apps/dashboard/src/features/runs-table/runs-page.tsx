import { useParams } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useMemo, useRef, useState, type ReactNode } from "react";
import { useQueryClient } from "@tanstack/react-query";
import type { RunRow } from "@stepwell/protocol";
import { columnFormat } from "../../lib/format-column.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { useTitle } from "../../lib/use-title.ts";
import { RunFilterField } from "../filter/run-filter-field.tsx";
import { EmptyProject } from "../projects/empty-project.tsx";
import { GroupChooser } from "../runs/group-chooser.tsx";
import { SortChooser } from "../runs/sort-chooser.tsx";
import { useAllRuns } from "../runs/use-all-runs.ts";
import { Icon } from "../shell/icon.tsx";
import { createLazyPart } from "../shell/lazy-part.tsx";
import { Failure, Message } from "../shell/message.tsx";
import { useSession } from "../shell/session-context.ts";
import { useView } from "../shell/use-view.ts";
import { betterOfColumn, useExtremes } from "./best-values.ts";
import type { BulkBarProps } from "./bulk-bar.tsx";
import { cellNumber } from "./cell-value.ts";
import { usualWidth } from "./column-looks.ts";
import { ColumnPicker } from "./column-picker.tsx";
import { downloadRuns } from "./download-runs.ts";
import { editCell } from "./edit-runs.ts";
import type { GridColumn } from "./grid-row.tsx";
import { RunsGridView } from "./runs-grid.tsx";
import "./runs-table.css";
import { afterClick, type Selection } from "./selection.ts";
import { useColumnActions } from "./use-column-actions.ts";
import { useDifferingKeys } from "./use-differing-keys.ts";
import { useGridKeys } from "./use-grid-keys.ts";
import { useManyChoice } from "./use-many-choice.ts";
import { useRowActions } from "./use-row-actions.ts";
import { useRunsGrid, type RunsGrid } from "./use-runs-grid.ts";

// The chart over the table comes after it: the table is what people open the page for.
const RunsPlot = lazy(async () => {
  const { RunsPlot: component } = await import("../parallel/runs-plot.tsx");
  return { default: component };
});

const lazyBar = createLazyPart<BulkBarProps>(async () => (await import("./bulk-bar.tsx")).BulkBar);

/** Metrics whose best value over all runs is asked for; of those after that it is the best of the rows that were read. */
const mostRanges = 24;

/** Room for `0.7726 ± 0.0580`, CSS pixels. */
const meanWidth = 136;

/** All runs of a project as a table, with a chart of their settings and results over it. */
export function RunsPage(): ReactNode {
  const { project = "" } = useParams({ strict: false });
  useTitle(`${project} runs`);
  lazyBar.usePrefetch();
  const { client } = useSession();
  const queries = useQueryClient();
  const ports = useMemo(() => ({ client, queries }), [client, queries]);
  const [view, setView] = useView();
  const grid = useRunsGrid(project, view);
  const [opened, setOpened] = useState<{ readonly text: string }>();
  const openFilter = useCallback((text: string) => setOpened({ text }), []);
  const actions = useColumnActions(grid, { view, setView, openFilter });
  const columns = useGridColumns(grid, view.sort[0]?.descending, actions.lookOf);
  const [selection, setSelection] = useState<Selection>(new Map());
  const anchor = useRef<string>(undefined);
  const [isPicking, setPicking] = useState(false);
  const differing = useDifferingKeys(project, { known: grid.known, enabled: isPicking });
  const { table } = grid;
  const hidden = useAllRuns(project, table.total === 0 && view.query !== "");

  const check = useMemo(
    () =>
      (run: RunRow, isRange: boolean): void => {
        const rows = table.loaded().map(({ row }) => row);
        setSelection((before) => afterClick(before, { run, anchor: anchor.current, rows, isRange }));
        anchor.current = run.id;
      },
    [table],
  );
  const rowActions = useRowActions(view, setView);
  const keys = useGridKeys(grid, {
    check,
    isClear: selection.size === 0,
    clear: () => (selection.size === 0 ? setView({ focus: undefined }) : setSelection(new Map())),
    actions: rowActions,
  });
  const edit = useMemo(
    () =>
      (run: RunRow, change: Parameters<typeof editCell>[2]): void =>
        void editCell(ports, run, change),
    [ports],
  );
  const many = useManyChoice({ client, grid, selection, onSelection: setSelection });

  if (table.error !== undefined && table.total === undefined) {
    return (
      <Failure
        title="Stepwell could not load the runs."
        error={table.error}
        onRetry={() => table.refresh()}
      />
    );
  }
  if (table.total === 0 && view.query === "" && !table.isFormer)
    return <EmptyProject title="This project has no runs." />;
  return (
    <main className="runs-page">
      <div className="runs-tool">
        <RunFilterField
          project={project}
          value={view.query}
          onChange={(query, how) => setView({ query }, how)}
          matches={table.isFormer ? undefined : table.total}
          opened={opened}
          className="grow"
        />
        <GroupChooser
          known={grid.known}
          groups={view.groups}
          onChange={(groups) => setView({ groups: [...groups] })}
        />
        <SortChooser
          known={grid.known}
          sort={view.sort}
          className="btn"
          onChange={(sort) => setView({ sort })}
        />
        <ColumnPicker
          known={grid.known}
          columns={grid.columns}
          differing={differing}
          onChange={(names) => setView({ columns: names })}
          onReset={() => setView({ columns: undefined })}
          onOpenChange={setPicking}
        />
        <button
          type="button"
          className="btn icon"
          aria-label="Download CSV"
          title="Download these runs as CSV"
          onClick={() => void downloadRuns(client, project, grid.question)}
        >
          <Icon name="download" />
        </button>
      </div>
      {table.total === undefined ? (
        <div className="loading-line" role="status" aria-label="Loading" />
      ) : table.total === 0 ? (
        <Message icon="search" title="No run matches.">
          <p>{formatPlural(hidden, "run is", "runs are")} hidden by the filter.</p>
          <button type="button" className="btn" onClick={() => setView({ query: "" })}>
            Clear filter
          </button>
        </Message>
      ) : (
        <>
          <Suspense fallback={<div className="panel plot-room" data-folded={view.plot?.[0] === "off"} />}>
            <RunsPlot
              grid={grid}
              view={view}
              setView={setView}
              selected={selection}
              onSelect={(rows) => setSelection(new Map(rows.map((row) => [row.id, row])))}
            />
          </Suspense>
          {table.fresh === 0 ? null : (
            <button type="button" className="btn small fresh-runs" onClick={() => table.refresh()}>
              {formatPlural(table.fresh, "new run")}
            </button>
          )}
          <RunsGridView
            grid={grid}
            columns={columns}
            actions={actions}
            selection={selection}
            active={keys.active}
            view={view}
            rowActions={rowActions}
            goTo={keys.goTo}
            onCheck={check}
            many={many}
            onActive={keys.setActive}
            onEdit={edit}
          />
        </>
      )}
      {selection.size === 0 ? null : (
        <lazyBar.Part
          project={project}
          ports={ports}
          total={table.total ?? 0}
          selection={selection}
          onSelection={setSelection}
          onAll={() => many.toggle({ first: 0, last: (table.total ?? 0) - 1 })}
        />
      )}
    </main>
  );
}

/** The columns with their widths, digits, and best values. Pinned ones come first. */
function useGridColumns(
  grid: RunsGrid,
  descending: boolean | undefined,
  lookOf: ReturnType<typeof useColumnActions>["lookOf"],
): readonly GridColumn[] {
  const { project, columns, table, filter, isGrouped } = grid;
  const metrics = columns.filter(({ kind, isMetric }) => kind === "number" && isMetric).slice(0, mostRanges);
  const ranges = useExtremes(
    project,
    filter.filter,
    metrics.map(({ path }) => path),
  );
  const { loaded, total } = table;
  return useMemo(() => {
    const rows = loaded()
      .slice(0, 1_000)
      .map(({ row }) => row);
    const made = columns.map((column, at): GridColumn => {
      const look = lookOf(column);
      const values = column.kind === "number" ? rows.flatMap((row) => cellNumber(row, column) ?? []) : [];
      const own = columnFormat(values, column.isMetric);
      const range = ranges.get(column.path) ?? rangeOf(values);
      const better = betterOfColumn(column, descending === undefined ? undefined : { descending });
      return {
        column,
        place: at + 3,
        width: look.width ?? Math.max(usualWidth(column), isGrouped && column.isMetric ? meanWidth : 0),
        left: look.isPinned === true ? 0 : undefined,
        format: look.digits === undefined ? own : { kind: "fixed", digits: look.digits },
        look: look.show ?? "number",
        range,
        isPartial: column.isMetric && !ranges.has(column.path) && rows.length < (total ?? 0),
        best:
          better === undefined || rows.length < 2 ? undefined : better === "lower" ? range?.min : range?.max,
      };
    });
    return [
      ...made.filter(({ left }) => left !== undefined),
      ...made.filter(({ left }) => left === undefined),
    ];
  }, [columns, loaded, total, lookOf, ranges, descending, isGrouped]);
}

function rangeOf(values: readonly number[]): { readonly min: number; readonly max: number } | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return min > max ? undefined : { min, max };
}
