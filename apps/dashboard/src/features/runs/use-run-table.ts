import type { RunFilter } from "@stepwell/client";
import { printJson, type Json, type RunRow, type RunRows } from "@stepwell/protocol";
import {
  useQueries,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** Rows that one request reads. */
const runPageSize = 200;

/** Places of a list, both ends included. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** Which runs, in which order, and what of them. */
export interface RunTableQuestion {
  readonly filter?: RunFilter | undefined;
  /** Fields with a sign before them: `-summary.loss`. Default: newest first. */
  readonly sort: readonly string[];
  /** Fields to read besides what every row has. */
  readonly columns: readonly string[];
  /** Places that are read whatever is in view; both ends included. */
  readonly always?: readonly RowRange[];
  /** False while the question is not known yet; nothing is asked. Default: true. */
  readonly enabled?: boolean;
}

/** A list of runs of any length, of which only what is in view is read. */
export interface RunTable {
  /** How many runs there are; undefined before the first answer. */
  readonly total: number | undefined;
  /** The run at a place; undefined while it is being read. */
  row(index: number): RunRow | undefined;
  /** All rows that were read, with their places. */
  loaded(): readonly { readonly index: number; readonly row: RunRow }[];
  /** Says which places are in view, both ends included. */
  show(first: number, last: number): void;
  /** True while the rows are those of the question before. */
  readonly isFormer: boolean;
  /** Every place of `always` was read, or could not be. */
  readonly isComplete: boolean;
  readonly isFetching: boolean;
  readonly error: Error | undefined;
  /** Runs that the question would find besides; they come with `refresh`. */
  readonly fresh: number;
  /** Asks again; what is shown stays until the answer is there. */
  refresh(): void;
}

interface Asked {
  readonly project: string;
  readonly question: string;
  readonly columns: readonly string[];
}

/** Reads a table of runs page by page as it is scrolled. Live events change rows in their places and never their order. */
export function useRunTable(project: string, asked: RunTableQuestion): RunTable {
  const { client } = useSession();
  const queries = useQueryClient();
  const { filter, sort, columns, always = [], enabled = true } = asked;
  const question = printJson([(filter ?? null) as Json, [...sort]]);
  const columnText = columns.join("\n");
  const now = useMemo<Asked>(
    () => ({ project, question, columns: columnText === "" ? [] : columnText.split("\n") }),
    [project, question, columnText],
  );
  const [range, setRange] = useState({ first: 0, last: 0 });
  const show = useCallback((first: number, last: number) => {
    const pages = { first: Math.floor(first / runPageSize), last: Math.floor(last / runPageSize) };
    setRange((before) => (before.first === pages.first && before.last === pages.last ? before : pages));
  }, []);

  const kept = always.flatMap(({ first, last }) =>
    span(Math.floor(first / runPageSize), Math.floor(last / runPageSize)),
  );
  const pages = [...new Set([0, ...kept, ...span(range.first, range.last)])];
  const results = useQueries({
    queries: pages.map((page) => ({
      enabled,
      queryKey: queryKeys.runTable(project, question, now.columns, page),
      queryFn: ({ signal }: { signal: AbortSignal }): Promise<RunRows> =>
        client.runTable(project, {
          ...(filter === undefined ? {} : { filter }),
          sort,
          columns: now.columns,
          pageSize: runPageSize,
          signal,
          ...placeOf(queries, now, page),
        }),
    })),
    combine: together,
  });

  const former = useRef<Asked>(undefined);
  const isHere = results.data[0] !== undefined;
  const source = isHere ? now : former.current?.project === project ? former.current : undefined;
  useEffect(() => {
    if (isHere) former.current = now;
  }, [isHere, now]);

  const total = source === undefined ? undefined : pageOf(queries, source, 0)?.total;
  const fresh = useFreshRuns({ asked: now, filter, total: isHere ? total : undefined });
  const row = useCallback(
    (index: number): RunRow | undefined => {
      if (source === undefined) return undefined;
      return pageOf(queries, source, Math.floor(index / runPageSize))?.runs[index % runPageSize];
    },
    // The results are what `row` reads from the cache.
    [queries, source, results],
  );
  const loaded = useCallback(
    () => (source === undefined ? [] : loadedRows(queries, source)),
    [queries, source, results],
  );
  const refresh = useCallback(() => {
    const [, , ...rest] = queryKeys.runTable(project, question, now.columns, 0);
    const key = [...queryKeys.runTables(project), ...rest.slice(0, 2)];
    queries.removeQueries({ queryKey: key, type: "inactive" });
    void queries.invalidateQueries({ queryKey: key });
    void queries.invalidateQueries({ queryKey: queryKeys.runTables(project), refetchType: "none" });
  }, [queries, project, question, now]);

  return {
    total,
    row,
    loaded,
    show,
    isFormer: !isHere && source !== undefined,
    isComplete: isHere && pages.every((page, at) => !kept.includes(page) || results.isRead[at] === true),
    isFetching: results.isFetching,
    error: results.error,
    fresh,
    refresh,
  };
}

function together(all: readonly UseQueryResult<RunRows>[]): {
  readonly data: readonly (RunRows | undefined)[];
  readonly isRead: readonly boolean[];
  readonly isFetching: boolean;
  readonly error: Error | undefined;
} {
  return {
    data: all.map(({ data }) => data),
    isRead: all.map(({ isPending }) => !isPending),
    isFetching: all.some(({ isFetching }) => isFetching),
    error: all.find(({ isError, data }) => isError && data === undefined)?.error ?? undefined,
  };
}

/** How many more runs the question finds than the table has, asked a moment after new runs came. */
function useFreshRuns({
  asked,
  filter,
  total,
}: {
  readonly asked: Asked;
  readonly filter: RunFilter | undefined;
  readonly total: number | undefined;
}): number {
  const { client } = useSession();
  const { project, question } = asked;
  const { data: news } = useQuery({
    queryKey: queryKeys.runNews(project),
    queryFn: () => 0,
    enabled: false,
    initialData: 0,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const [settled, setSettled] = useState(news);
  useEffect(() => {
    if (news === settled) return undefined;
    const timer = setTimeout(() => setSettled(news), 500);
    return () => clearTimeout(timer);
  }, [news, settled]);
  const { data } = useQuery({
    queryKey: queryKeys.runTotal(project, question, settled),
    enabled: settled > 0 && total !== undefined,
    queryFn: async ({ signal }) => {
      const options = { ...(filter === undefined ? {} : { filter }), pageSize: 0, signal };
      return (await client.runTable(project, options)).total;
    },
  });
  return data === undefined || total === undefined ? 0 : Math.max(0, data - total);
}

/** Where a page begins: behind the page before it where that was read, which costs the server least. */
function placeOf(queries: QueryClient, asked: Asked, page: number): { after?: string; from?: number } {
  if (page === 0) return {};
  const before = pageOf(queries, asked, page - 1);
  return typeof before?.next === "string" ? { after: before.next } : { from: page * runPageSize };
}

function pageOf(
  queries: QueryClient,
  { project, question, columns }: Asked,
  page: number,
): RunRows | undefined {
  return queries.getQueryData<RunRows>(queryKeys.runTable(project, question, columns, page));
}

function loadedRows(
  queries: QueryClient,
  { project, question, columns }: Asked,
): { readonly index: number; readonly row: RunRow }[] {
  const key = queryKeys.runTable(project, question, columns, 0).slice(0, -1);
  return queries
    .getQueriesData<RunRows>({ queryKey: key })
    .flatMap(([name, data]) =>
      (data?.runs ?? []).map((row, at) => ({ index: (name.at(-1) as number) * runPageSize + at, row })),
    )
    .toSorted((a, b) => a.index - b.index);
}

function span(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
