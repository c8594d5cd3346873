import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatClock } from "../../lib/format-time.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useNow } from "../../lib/use-now.ts";
import { useValue } from "../../lib/use-value.ts";
import { createLazyPart } from "./lazy-part.tsx";
import { Popover } from "./popover.tsx";
import type { RunningListProps } from "./running-list.tsx";
import { useSession } from "./session-context.ts";

/** How many runs are sending data, with a list of them; or that the server is away and when the next try is. */
export function LiveBadge(): ReactNode {
  const session = useSession();
  const status = useValue(session.status);
  const [isOpen, setOpen] = useState(false);
  lazyList.usePrefetch();
  const { data: projects } = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) => session.client.projects(signal),
  });
  if (status.kind === "offline") return <Offline since={status.since} retryAt={status.retryAt} />;
  const live = projects?.reduce((sum, project) => sum + project.live, 0) ?? 0;
  if (projects === undefined || live === 0) return null;
  return (
    <Popover
      label="Running now"
      className="running-list"
      align="end"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className="btn ghost live"
          title={`${formatPlural(live, "run is", "runs are")} sending data`}
          data-testid="live"
        >
          <i />
          <span role="status">{live} live</span>
        </button>
      }
    >
      <lazyList.Part projects={projects} live={live} onLeave={() => setOpen(false)} />
    </Popover>
  );
}

const lazyList = createLazyPart<RunningListProps>(
  async () => (await import("./running-list.tsx")).RunningList,
);

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
      <span role="status">{left > 0 ? `Offline, retrying in ${left} s` : "Reconnecting"}</span>
    </button>
  );
}
