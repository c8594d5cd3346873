import type { ReadConsoleOptions } from "@stepwell/client";
import type { ConsoleLineView } from "@stepwell/protocol";
import { useQueries, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** Lines that are asked for together. */
export const chunkSize = 250;

/** The name of some lines of a console: `condition` tells what they were chosen by. */
export function chunkKey(
  project: string,
  run: string,
  condition: string,
  chunk: number,
): readonly (string | number)[] {
  return [...queryKeys.consoleLines(project, run), condition, chunk];
}

export interface LogRowsOptions {
  readonly project: string;
  readonly run: string;
  /** Rows: all lines, or those of `numbers`. */
  readonly count: number;
  /** Lines to show instead of all, from 0, rising; they are those that meet `query`. */
  readonly numbers: ArrayLike<number> | undefined;
  readonly query: ReadConsoleOptions | undefined;
  /** First and last row on screen. */
  readonly first: number;
  readonly last: number;
}

export interface LogRows {
  /** The line of a row; undefined until it came. */
  readonly lineOf: (row: number) => ConsoleLineView | undefined;
  /** Lines from one row to another, asked for when they are not there. */
  readonly read: (from: number, to: number) => Promise<readonly ConsoleLineView[]>;
}

/** Only the lines around those on screen are asked for; those that came stay for a while. */
export function useLogRows(options: LogRowsOptions): LogRows {
  const { project, run, count, numbers, query, first, last } = options;
  const { client } = useSession();
  const queries = useQueryClient();
  const condition = numbers === undefined || query === undefined ? "" : JSON.stringify(query);

  const chunkQuery = (chunk: number) => {
    const from = chunk * chunkSize;
    const to = Math.min(count, from + chunkSize);
    return {
      queryKey: chunkKey(project, run, condition, chunk),
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<readonly ConsoleLineView[]> => {
        if (numbers === undefined)
          return (await client.console(project, run, { from, limit: chunkSize, signal })).lines;
        return readChosen(
          (at, limit) => client.console(project, run, { ...query, from: at, limit, signal }),
          numbers[from] ?? 0,
          to - from,
        );
      },
      // A chunk that was not full has got more lines when there are more.
      staleTime: (state: { state: { data: readonly ConsoleLineView[] | undefined } }) =>
        (state.state.data?.length ?? 0) >= to - from ? Number.POSITIVE_INFINITY : 0,
    };
  };
  const chunks = useMemo(
    () => chunksBetween(Math.max(0, first - 60), Math.min(count - 1, last + 60)),
    [first, last, count],
  );
  // The count of a growing log is in the query of its last chunk: what came before stays until the new lines are there.
  const results = useQueries({
    queries: chunks.map((chunk) => ({ ...chunkQuery(chunk), gcTime: 60_000 })),
  });
  // Chosen lines that came later belong to the last chunk; all lines are renewed by who knows their length.
  useEffect(() => {
    if (condition === "" || count === 0) return;
    const queryKey = chunkKey(project, run, condition, Math.floor((count - 1) / chunkSize));
    void queries.invalidateQueries({ queryKey });
  }, [queries, project, run, condition, count]);
  const byChunk = new Map(chunks.map((chunk, at) => [chunk, results[at]?.data]));

  const lineOf = (row: number): ConsoleLineView | undefined => {
    const chunk = Math.floor(row / chunkSize);
    const lines =
      byChunk.get(chunk) ??
      queries.getQueryData<readonly ConsoleLineView[]>(chunkKey(project, run, condition, chunk));
    return lines?.[row - chunk * chunkSize];
  };
  const read = useCallback(
    async (from: number, to: number) => {
      const lines: ConsoleLineView[] = [];
      for (const chunk of chunksBetween(from, to)) {
        const part = await queries.ensureQueryData<readonly ConsoleLineView[]>(chunkQuery(chunk));
        const start = chunk * chunkSize;
        lines.push(...part.slice(Math.max(0, from - start), to + 1 - start));
      }
      return lines;
    },
    [queries, project, run, condition, count, numbers],
  );
  return { lineOf, read };
}

function chunksBetween(from: number, to: number): number[] {
  if (to < from) return [];
  const first = Math.floor(from / chunkSize);
  return Array.from({ length: Math.floor(to / chunkSize) - first + 1 }, (_, at) => first + at);
}

/** Lines that meet a condition, from a line on; where they are far apart the server looks for them in several goes. */
async function readChosen(
  ask: (
    from: number,
    limit: number,
  ) => Promise<{ readonly lines: readonly ConsoleLineView[]; readonly next: number | null }>,
  from: number,
  wanted: number,
): Promise<readonly ConsoleLineView[]> {
  const lines: ConsoleLineView[] = [];
  let at: number | null = from;
  while (at !== null && lines.length < wanted) {
    const page: { readonly lines: readonly ConsoleLineView[]; readonly next: number | null } = await ask(
      at,
      wanted - lines.length,
    );
    lines.push(...page.lines);
    at = page.next;
  }
  return lines;
}
