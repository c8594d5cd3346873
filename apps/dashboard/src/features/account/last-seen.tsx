import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "../shell/session-context.ts";

/** When any of a user's keys was used last. */
export function LastSeen({ user, now }: { readonly user: string; readonly now: number }): ReactNode {
  const { client } = useSession();
  const { data } = useQuery({
    queryKey: queryKeys.keysOf(user),
    queryFn: () => client.accounts.keys(user),
  });
  if (data === undefined) return null;
  const times = data.flatMap(({ used }) => (used === null ? [] : [used]));
  if (times.length === 0) return "never";
  const last = Math.max(...times);
  return <span title={formatTimeFull(last)}>{formatTime(last, now)}</span>;
}
