import type { RunFilter } from "@stepwell/client";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";
import { filterQuery, type FilterQuery } from "./filter-query.ts";
import { createKeyResolver, type KeyResolver } from "./resolve-key.ts";

/** What a filter of the address asks of the server. */
export interface ReadRunFilter extends FilterQuery {
  readonly keys: KeyResolver;
  /** True until the keys of the project are there, which the filter needs to be read. */
  readonly isPending: boolean;
}

/** The keys that the runs of a project have, for filters, orders and columns. */
export function useRunKeys(project: string): { readonly keys: KeyResolver; readonly isPending: boolean } {
  const { client } = useSession();
  const { data, isPending } = useQuery({
    queryKey: queryKeys.runKeys(project),
    queryFn: ({ signal }) => client.runKeys(project, signal),
  });
  const keys = useMemo(() => createKeyResolver(data), [data]);
  return { keys, isPending };
}

/** Reads a filter with the keys of the project. While it has a problem, `filter` is the last one without. */
export function useRunFilter(project: string, text: string): ReadRunFilter {
  const { keys, isPending } = useRunKeys(project);
  // A filter with "3 d ago" asks the same question until it is written anew.
  const read = useMemo(() => filterQuery(text, { keys, now: Date.now() }), [text, keys]);
  const last = useRef<RunFilter>(undefined);
  if (read.problems.length === 0) last.current = read.filter;
  return { ...read, filter: last.current, keys, isPending: isPending && text.trim() !== "" };
}
