import type { ProjectView } from "@stepwell/protocol";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { formatClock } from "../../lib/format-time.ts";
import { slotColor } from "../../lib/palette.ts";
import { queryKeys } from "../../lib/query-keys.ts";
import { useNow } from "../../lib/use-now.ts";
import { useValue } from "../../lib/use-value.ts";
import { RunContextMenu } from "../runs/run-context-menu.tsx";
import { silenceOf } from "../runs/run-silence.ts";
import { StatusMark } from "../runs/status-mark.tsx";
import { Popover } from "./popover.tsx";
import { useRunningRuns } from "./running-runs.ts";
import { useSession } from "./session-context.ts";

/** How many runs are sending data, with a list of them; or that the server is away and when the next try is. */
export function LiveBadge(): ReactNode {
  const session = useSession();
  const status = useValue(session.status);
  const [isOpen, setOpen] = useState(false);
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
      <RunningList projects={projects} live={live} onLeave={() => setOpen(false)} />
    </Popover>
  );
}

function RunningList({
  projects,
  live,
  onLeave,
}: {
  readonly projects: readonly ProjectView[];
  readonly live: number;
  readonly onLeave: () => void;
}): ReactNode {
  const now = useNow();
  const { data: runs = [], isPending } = useRunningRuns(projects);
  const rest = live - runs.length;
  return (
    <>
      <RunContextMenu
        target={
          <ul>
            {runs.map((run) => {
              const silent = silenceOf(run.state, run.updatedAt, now);
              return (
                <li key={`${run.project} ${run.id}`} data-run={run.id}>
                  <Link
                    className={silent === undefined ? "menu-item" : "menu-item stale"}
                    to="/p/$project/r/$run"
                    params={{ project: run.project, run: run.id }}
                    title={`${run.name} in ${run.project}`}
                    onClick={onLeave}
                  >
                    <span className="sw" style={{ "--c": slotColor(run.color) }} />
                    <span className="ell grow">{formatName(run.name, 32)}</span>
                    {silent === undefined ? null : <StatusMark status={run.state} silent={silent} />}
                    <span className="dim ell">{formatName(run.project, 20)}</span>
                    <span className="dim">{formatDuration(Math.max(0, (now - run.startedAt) / 1_000))}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        }
        runOf={(id) => runs.find((run) => run.id === id)}
        actions={() => ({})}
      />
      {!isPending && rest > 0 ? (
        <p className="dim">{formatPlural(rest, "more run is", "more runs are")} running.</p>
      ) : null}
    </>
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
      <span role="status">{left > 0 ? `Offline, retrying in ${left} s` : "Reconnecting"}</span>
    </button>
  );
}
