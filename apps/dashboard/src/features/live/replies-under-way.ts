import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Calls back when replies that are under way now have come: what an event said meanwhile may be newer than they are, and
 * they take its place. A reply that never comes calls nothing.
 */
export function whenReplied(
  queries: QueryClient,
  queryKey: QueryKey,
  change: (queryKey: QueryKey) => void,
): void {
  for (const query of queries.getQueryCache().findAll({ queryKey, fetchStatus: "fetching" })) {
    // While a reply is under way this waits for it, and asks for nothing.
    query.fetch().then(
      () => change(query.queryKey),
      () => undefined,
    );
  }
}

/** Reads once more, when they have come, the replies that are under way. */
export function readLateAgain(queries: QueryClient, queryKey: QueryKey): void {
  whenReplied(queries, queryKey, (one) => void queries.invalidateQueries({ queryKey: one, exact: true }));
}

/** Reads once more what was read or asked for before now. */
export function readAgain(queries: QueryClient, queryKey: QueryKey): void {
  readLateAgain(queries, queryKey);
  void queries.invalidateQueries({ queryKey, fetchStatus: "idle" });
}
