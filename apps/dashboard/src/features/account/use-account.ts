import type { Client, SessionInfo } from "@stepwell/client";
import { queryOptions, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** Who is signed in at the server, and whether anybody has to be. */
export function useAccount(): UseQueryResult<SessionInfo> {
  const { client } = useSession();
  return useQuery(accountQuery(client));
}

/** Asks the server who is signed in. */
export function accountQuery(client: Client) {
  return queryOptions({
    queryKey: queryKeys.account(),
    queryFn: ({ signal }): Promise<SessionInfo> => client.accounts.session(signal),
    staleTime: Infinity,
    // The page waits for it; one that gets no reply has other ways to say so.
    retry: false,
    // Many parts of the page ask for it; that one more has come is no reason to ask a server again that failed.
    retryOnMount: false,
  });
}
