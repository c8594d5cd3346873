import type { RunFilter } from "@stepwell/client";
import type { RunKeyView, RunRow } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import type { ViewState } from "../../lib/view-state.ts";
import type { ChartRun } from "../charts/panel-spec.ts";
import { useRunFilter, type ReadRunFilter } from "../filter/use-run-filter.ts";
import { useSession } from "../shell/session-context.ts";
import { drawnRuns } from "./drawn-runs.ts";
import { columnNumber, listMetric, metricKeys, type ListMetric } from "./list-metric.ts";
import { isShown, namedRuns, shownCount } from "./shown-runs.ts";
import { mostSortKeys, sortPath } from "./sort-path.ts";
import { stableChartRuns } from "./stable-chart-runs.ts";
import { useRunGroups, type RunGroupTree } from "./use-run-groups.ts";
import { useRunTable, type RowRange, type RunTable } from "./use-run-table.ts";

/** The runs of a project as the address wants them: which, in which order, and which of them are drawn. */
export interface RunList {
  readonly project: string;
  readonly filter: ReadRunFilter;
  readonly known: readonly RunKeyView[] | undefined;
  readonly metric: ListMetric | undefined;
  /** Metrics that the list can show. */
  readonly metrics: readonly string[];
  readonly table: RunTable;
  /** Undefined without grouping. */
  readonly groups: RunGroupTree | undefined;
  /** Runs that stay on top, whatever the filter says. */
  readonly pinned: readonly RunRow[];
  /** Runs that are drawn, in the order of the list. */
  readonly shown: readonly RunRow[];
  readonly shownIds: ReadonlySet<string>;
  readonly dashed: ReadonlySet<string>;
  /** The same objects while nothing that charts show of them changes. */
  readonly chartRuns: readonly ChartRun[];
  /** Rows of the longest shown run, as far as its last step tells; undefined without one. */
  readonly rows: number | undefined;
  /** Runs that the choices ask for and that are not drawn, because they are too many. */
  readonly undrawn: number;
  /** True until the first answer. */
  readonly isLoading: boolean;
}

/** Reads the list of runs that a view of a project describes. */
export function useRunList(project: string, view: ViewState): RunList {
  const { client } = useSession();
  const { data: known, isPending: isReadingKeys } = useQuery({
    queryKey: queryKeys.runKeys(project),
    queryFn: ({ signal }) => client.runKeys(project, signal),
  });
  const filter = useRunFilter(project, view.query);
  const { keys } = filter;
  const metric = useMemo(
    () => listMetric(view.metric ?? sortMetric(view), keys, known),
    [view.metric, view.sort, keys, known],
  );
  const metrics = useMemo(() => metricKeys(known ?? []), [known]);

  const sort = view.sort.flatMap(({ key, descending }) => {
    const path = sortPath(key, { keys, known: known ?? [], metric });
    return path === undefined ? [] : [`${descending ? "-" : ""}${path}`];
  });
  const by = view.groups.flatMap((name) => keys.resolve(name)?.path ?? []);
  const columns = [...new Set(["summary._step", ...(metric === undefined ? [] : [metric.path]), ...by])];
  const top = [...new Set([...view.pins, ...(view.baseline === undefined ? [] : [view.baseline])])];
  const listed = useMemo(() => without(filter.filter, top), [filter.filter, top.join("\n")]);
  // The keys name the metric that the list shows; without them every row would be read twice.
  const enabled = !isReadingKeys;

  const groups = useRunGroups(project, { filter: listed, by, metric: metric?.path, enabled });
  const isGrouped = by.length > 0;
  const [total, setTotal] = useState(Number.POSITIVE_INFINITY);
  const always: readonly RowRange[] = isGrouped
    ? (groups?.shownRanges(view.runs) ?? [])
    : [{ first: 0, last: Math.max(0, shownCount(view.runs, total) - 1) }];
  const table = useRunTable(project, {
    filter: listed,
    sort: [...by, ...sort.slice(0, mostSortKeys)],
    columns,
    enabled,
    always: Number.isFinite(total) || isGrouped || view.runs.get("*") === true ? always : [],
  });
  // Rendered again at once: how many runs are drawn depends on how many there are.
  if (table.total !== undefined && table.total !== total) setTotal(table.total);

  const loaded = table.loaded();
  const extra = useMemo(() => {
    const there = new Set(loaded.map(({ row }) => row.id));
    return namedRuns(view.runs)
      .filter(({ id, shown }) => shown && !there.has(id) && !top.includes(id))
      .map(({ id }) => id);
  }, [loaded, view.runs, top.join("\n")]);
  const named = useRunTable(project, {
    filter: { $and: [listed ?? {}, { id: { $in: extra } }] },
    sort,
    columns,
    enabled: enabled && extra.length > 0,
  });
  const onTop = useRunTable(project, {
    filter: { id: { $in: top } },
    sort,
    columns,
    enabled: top.length > 0,
  });
  const pinned = useMemo(
    () => (top.length === 0 ? [] : onTop.loaded().map(({ row }) => row)),
    [onTop.loaded, top.length],
  );

  const shown = useMemo(() => {
    const count = table.total ?? 0;
    const places = isGrouped ? groups?.isPlaceShown(view.runs) : undefined;
    const inList = loaded.filter(({ index, row }) =>
      places === undefined
        ? isShown(view.runs, row.id, index, count)
        : (view.runs.get(row.id) ?? true) && places(index),
    );
    const others = extra.length === 0 ? [] : named.loaded().map(({ row }) => row);
    const rows = [
      ...pinned.filter(({ id }) => view.runs.get(id) !== false),
      ...inList.map(({ row }) => row),
      ...others,
    ];
    return [...new Map(rows.map((row) => [row.id, row])).values()];
  }, [loaded, named.loaded, pinned, view.runs, table.total, groups, isGrouped, extra.length]);

  const last = useRef<readonly ChartRun[]>([]);
  const { chartRuns, dashed } = useMemo(
    () =>
      drawnRuns(shown, {
        baseline: view.baseline,
        groupOf: isGrouped ? groups?.groupOf : undefined,
        isPicked: namedRuns(view.runs).length > 0,
      }),
    [shown, view.baseline, view.runs, groups, isGrouped],
  );
  // Charts get their runs together: those that come later would make every line be asked for again, and coarser.
  if (table.isComplete) last.current = stableChartRuns(last.current, chartRuns);
  const wanted = isGrouped
    ? (groups?.wanted(view.runs) ?? 0)
    : view.runs.get("*") === true
      ? (table.total ?? 0)
      : 0;
  return {
    project,
    filter,
    known,
    metric,
    metrics,
    table,
    groups,
    pinned,
    shown,
    shownIds: useMemo(() => new Set(shown.map(({ id }) => id)), [shown]),
    dashed,
    chartRuns: last.current,
    rows: useMemo(() => longest(shown), [shown]),
    undrawn: Math.max(0, wanted - shown.length),
    isLoading: table.total === undefined || (!table.isComplete && last.current.length === 0),
  };
}

function longest(runs: readonly RunRow[]): number | undefined {
  const steps = runs.flatMap((run) => columnNumber(run.columns, "summary._step") ?? []);
  return steps.length === 0 ? undefined : 1 + steps.reduce((most, step) => Math.max(most, step), 0);
}

/** The list shows what it is sorted by, if that is a metric. */
function sortMetric({ sort }: ViewState): string | undefined {
  const key = sort[0]?.key;
  return key === undefined || key.startsWith("config.") ? undefined : key.replace(/^summary\./, "");
}

function without(filter: RunFilter | undefined, ids: readonly string[]): RunFilter | undefined {
  if (ids.length === 0) return filter;
  const others: RunFilter = { id: { $nin: ids } };
  return filter === undefined ? others : { $and: [filter, others] };
}
