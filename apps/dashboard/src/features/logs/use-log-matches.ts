import type { ReadConsoleOptions } from "@stepwell/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** The lines that meet a condition, as far as the server has looked. */
export interface LogMatches {
  /** Line numbers from 0, rising. */
  readonly numbers: readonly number[];
  /** Lines that were looked at. */
  readonly looked: number;
  /** There are more than are kept. */
  readonly isCut: boolean;
}

/** Matches that are kept at most. */
const mostMatches = 500_000;
const unsettled = 50;
const none: LogMatches = { numbers: [], looked: 0, isCut: false };

export interface LogMatchesOptions {
  readonly project: string;
  readonly run: string;
  /** Undefined: nothing is looked for. */
  readonly query: ReadConsoleOptions | undefined;
  readonly isLive: boolean;
}

/** Looks through the whole console at the server, and in a run that goes on through what is new. Tells what it has found meanwhile. */
export function useLogMatches({ project, run, query, isLive }: LogMatchesOptions): {
  readonly matches: LogMatches | undefined;
  readonly isSearching: boolean;
  readonly error: unknown;
} {
  const { client } = useSession();
  const queries = useQueryClient();
  const queryKey = queryKeys.consoleMatches(project, run, JSON.stringify(query ?? null));
  const { data, error, isFetching } = useQuery<LogMatches>({
    queryKey,
    enabled: query !== undefined,
    refetchInterval: isLive ? 2_000 : false,
    retry: false,
    staleTime: isLive ? 0 : 60_000,
    queryFn: async ({ signal }) => {
      let found = settled(queries.getQueryData<LogMatches>(queryKey) ?? none);
      let from: number | null = found.looked;
      while (from !== null && !found.isCut) {
        const page: {
          readonly numbers: readonly number[];
          readonly total: number;
          readonly next: number | null;
        } = await client.consoleMatches(project, run, { ...query, from, signal });
        const numbers = [...found.numbers, ...page.numbers];
        from = page.next;
        found = {
          numbers: numbers.slice(0, mostMatches),
          looked: from ?? page.total,
          isCut: numbers.length >= mostMatches,
        };
        if (from !== null) queries.setQueryData(queryKey, found);
      }
      return found;
    },
  });
  return {
    matches: query === undefined ? undefined : data,
    isSearching: query !== undefined && isFetching && !isLive,
    error,
  };
}

/** Without the end that may have been written over. */
function settled({ numbers, looked, isCut }: LogMatches): LogMatches {
  const upTo = Math.max(0, looked - unsettled);
  const end = numbers.findLastIndex((number) => number < upTo);
  return { numbers: numbers.slice(0, end + 1), looked: upTo, isCut };
}
