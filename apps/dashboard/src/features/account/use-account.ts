import type { SessionInfo } from "@stepwell/client";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** Who is signed in at the server, and whether anybody has to be. */
export function useAccount(): UseQueryResult<SessionInfo> {
  const { client } = useSession();
  return useQuery({
    queryKey: queryKeys.account(),
    queryFn: ({ signal }) => client.accounts.session(signal),
    staleTime: Infinity,
    // The page waits for it; one that gets no reply has other ways to say so.
    retry: false,
  });
}
