import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useNow } from "../../lib/use-now.ts";
import { useValue } from "../../lib/use-value.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useSession } from "./session-context.ts";
import { formatClock } from "../../lib/format-time.ts";

/** How many runs are sending data, or that the server is away and when the next try is. */
export function LiveBadge(): ReactNode {
  const session = useSession();
  const status = useValue(session.status);
  const { data: projects } = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => session.client.projects(signal),
  });
  if (status.kind === "offline") return <Offline since={status.since} retryAt={status.retryAt} />;
  const live = projects?.reduce((sum, project) => sum + project.live, 0) ?? 0;
  if (live === 0) return null;
  return (
    <span
      className="live"
      role="status"
      title={`${live} ${live === 1 ? "run is" : "runs are"} sending data`}
      data-testid="live"
    >
      <i />
      <span>{live} live</span>
    </span>
  );
}

function Offline({ since, retryAt }: { readonly since: number; readonly retryAt: number }): ReactNode {
  const { retry } = useSession();
  const now = useNow(500);
  const left = Math.ceil((retryAt - now) / 1_000);
  return (
    <button
      type="button"
      className="live offline"
      onClick={retry}
      title={`Offline since ${formatClock(since).slice(0, 5)}. Click to try now.`}
      data-testid="live"
    >
      <i />
      <span>{left > 0 ? `Offline, retrying in ${left} s` : "Reconnecting"}</span>
    </button>
  );
}
