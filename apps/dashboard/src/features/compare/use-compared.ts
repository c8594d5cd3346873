import type { RunDetail } from "@stepwell/protocol";
import { useQueries } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { SearchParams } from "../../lib/search-params.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import { leftOut, readCompared, writeCompared } from "./compared-runs.ts";

/** The runs that the address compares, and how to compare others. */
export interface Compared {
  readonly ids: readonly string[];
  /** Runs that the address names besides: too many to compare. */
  readonly more: number;
  /** Those that are there, in the same order. */
  readonly details: readonly RunDetail[];
  readonly isPending: boolean;
  /** Runs that could not be read, with the reason. */
  readonly missing: readonly { readonly id: string; readonly error: Error }[];
  readonly setIds: (ids: readonly string[]) => void;
}

/** Reads the compared runs of a project; live events keep them up to date. */
export function useCompared(project: string): Compared {
  const { client } = useSession();
  const { runs }: SearchParams = useSearch({ strict: false });
  const navigate = useNavigate();
  const ids = useMemo(() => readCompared(runs), [runs]);
  const replies = useQueries({
    queries: ids.map((id) => ({
      queryKey: queryKeys.run(project, id),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => client.run(project, id, signal),
    })),
  });
  const setIds = useCallback(
    (next: readonly string[]) => {
      void navigate({
        to: ".",
        // An empty parameter is left out of the address.
        search: (before) => ({ ...before, runs: writeCompared(next) ?? "" }),
        resetScroll: false,
      });
    },
    [navigate],
  );
  return {
    ids,
    more: leftOut(runs),
    details: replies.flatMap(({ data }) => (data === undefined ? [] : [data])),
    isPending: replies.some(({ isPending }) => isPending),
    missing: replies.flatMap(({ error, data }, at) =>
      error === null || data !== undefined ? [] : [{ id: ids[at] as string, error }],
    ),
    setIds,
  };
}
