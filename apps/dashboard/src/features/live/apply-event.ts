import type {
  CellView,
  KeyView,
  LiveEvent,
  ProjectKeys,
  ProjectView,
  RunDetail,
  RunRows,
  RunStatus,
  RunView,
} from "@stepwell/protocol";
import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { addProjectKeys } from "./add-project-keys.ts";
import { withLiveRun } from "../runs/live-row.ts";
import { readLateAgain, whenReplied } from "./replies-under-way.ts";

/** Puts a live event into what the pages have already read. */
export function applyEvent(queries: QueryClient, event: LiveEvent): void {
  if (event.type === "run") applyRun(queries, event.run);
  if (event.type === "keys") {
    merge<RunDetail>(queries, queryKeys.run(event.project, event.run), (detail) => ({
      ...detail,
      keys: mergeKeys(detail.keys, event.keys),
    }));
    merge<ProjectKeys>(queries, queryKeys.projectKeys(event.project), (known) =>
      addProjectKeys(known, event.keys),
    );
  }
  if (event.type === "details") {
    void queries.invalidateQueries({ queryKey: queryKeys.projectKeys(event.project) });
    void queries.invalidateQueries({ queryKey: queryKeys.run(event.project, event.run) });
  }
  if (event.type === "cells") {
    merge<readonly CellView[]>(queries, queryKeys.cells(event.project, event.run, event.key), (cells) =>
      mergeCells(cells, event.cells),
    );
  }
  if (event.type === "rewound") {
    void queries.invalidateQueries({ queryKey: queryKeys.projectKeys(event.project) });
    void queries.invalidateQueries({ queryKey: queryKeys.run(event.project, event.run) });
    void queries.invalidateQueries({ queryKey: queryKeys.cellsOf(event.project, event.run) });
  }
  if (event.type === "run-removed") {
    queries.setQueryData<readonly RunView[]>(queryKeys.runs(event.project), (runs) =>
      runs?.filter(({ id }) => id !== event.run),
    );
    void queries.invalidateQueries({ queryKey: queryKeys.projectKeys(event.project) });
    void queries.invalidateQueries({ queryKey: queryKeys.runTables(event.project) });
    void queries.invalidateQueries({ queryKey: queryKeys.run(event.project, event.run) });
    void queries.invalidateQueries({ queryKey: queryKeys.projects() });
  }
}

/** Adds to what was read, and to a reply that is under way and may be older. */
function merge<Read>(queries: QueryClient, queryKey: QueryKey, add: (read: Read) => Read): void {
  const put = (): void => {
    queries.setQueryData<Read>(queryKey, (read) => (read === undefined ? read : add(read)));
  };
  put();
  whenReplied(queries, queryKey, put);
}

function applyRun(queries: QueryClient, run: RunView): void {
  const seen = queryKeys.seen(run.project, run.id);
  // Runs of projects that no page has read are known by the last event about them only.
  const before = knownRun(queries, run)?.status ?? queries.getQueryData<RunStatus>(seen);
  const isListed = applyToTables(queries, run);
  if (before === undefined && !isListed)
    queries.setQueryData<number>(queryKeys.runNews(run.project), (count = 0) => count + 1);
  queries.setQueryData<RunStatus>(seen, run.status);
  queries.setQueryData<readonly RunView[]>(queryKeys.runs(run.project), (runs) =>
    runs === undefined ? runs : mergeRun(runs, run),
  );
  queries.setQueryData<RunDetail>(queryKeys.run(run.project, run.id), (detail) =>
    detail === undefined ? detail : { ...detail, run },
  );
  queries.setQueryData<readonly RunView[]>(queryKeys.latestRuns(), (runs) =>
    runs === undefined ? runs : mergeRun(runs, run),
  );
  if (before !== run.status) {
    const { project, id } = run;
    const { runTables, runs, latestRuns } = queryKeys;
    for (const key of [runTables(project), runs(project), latestRuns(), queryKeys.run(project, id)])
      readLateAgain(queries, key);
  }
  const projects = queries.getQueryData<readonly ProjectView[]>(queryKeys.projects());
  const known = projects?.some(({ name }) => name === run.project) === true;
  if (!known || before !== run.status) {
    void queries.invalidateQueries({ queryKey: queryKeys.projects() });
    return;
  }
  queries.setQueryData<readonly ProjectView[]>(queryKeys.projects(), (list) =>
    list?.map((project) =>
      project.name === run.project
        ? { ...project, lastActivity: Math.max(project.lastActivity, run.updatedAt) }
        : project,
    ),
  );
}

/** Changes the run's row in every table of runs that was read; false when it is in none. */
function applyToTables(queries: QueryClient, run: RunView): boolean {
  let isListed = false;
  for (const [key, page] of queries.getQueriesData<RunRows>({ queryKey: queryKeys.runTables(run.project) })) {
    if (page === undefined) continue;
    const changed = withLiveRun(page, run, key[3] as readonly string[]);
    if (changed === page) continue;
    isListed = true;
    // The page is as old as it was.
    queries.setQueryData(key, changed, { updatedAt: queries.getQueryState(key)?.dataUpdatedAt ?? 0 });
  }
  return isListed;
}

function knownRun(queries: QueryClient, { project, id }: RunView): RunView | undefined {
  const lists = [queryKeys.runs(project), queryKeys.latestRuns()].map((key) =>
    queries.getQueryData<readonly RunView[]>(key),
  );
  const listed = lists.flatMap((runs) => runs ?? []).find((run) => run.id === id && run.project === project);
  return listed ?? queries.getQueryData<RunDetail>(queryKeys.run(project, id))?.run;
}

/** A run in its place, or, when it is new, before the first that started earlier. */
export function mergeRun(runs: readonly RunView[], run: RunView): readonly RunView[] {
  const at = runs.findIndex(({ id, project }) => id === run.id && project === run.project);
  if (at >= 0) return runs.with(at, run);
  const place = runs.findIndex(({ startedAt }) => startedAt < run.startedAt);
  return place === -1 ? [...runs, run] : runs.toSpliced(place, 0, run);
}

/** Known keys keep their place, new ones come last. */
export function mergeKeys(keys: readonly KeyView[], news: readonly KeyView[]): readonly KeyView[] {
  const fresh = new Map(news.map((item) => [item.key, item]));
  const kept = keys.map((item) => fresh.get(item.key) ?? item);
  const known = new Set(keys.map(({ key }) => key));
  return [...kept, ...news.filter(({ key }) => !known.has(key))];
}

/** Cells by line; the newer of two of one line stays. */
export function mergeCells(cells: readonly CellView[], news: readonly CellView[]): readonly CellView[] {
  const lines = new Map([...cells, ...news].map((cell) => [cell.line, cell]));
  return [...lines.values()].toSorted((a, b) => a.line - b.line);
}
