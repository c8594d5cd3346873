import type { ProjectView } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatName } from "../../lib/format-name.ts";
import { formatPlural } from "../../lib/format-plural.ts";
import { slotColor } from "../../lib/palette.ts";
import { useNow } from "../../lib/use-now.ts";
import { RunContextMenu } from "../runs/run-context-menu.tsx";
import { silenceOf } from "../runs/run-silence.ts";
import { StatusMark } from "../runs/status-mark.tsx";
import { useRunningRuns } from "./running-runs.ts";

export interface RunningListProps {
  readonly projects: readonly ProjectView[];
  /** How many there are. */
  readonly live: number;
  readonly onLeave: () => void;
}

/** Runs that are sending data; comes when the badge is first opened. */
export function RunningList({ projects, live, onLeave }: RunningListProps): ReactNode {
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
