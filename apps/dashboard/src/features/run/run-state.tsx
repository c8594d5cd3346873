import type { RunDetail } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { StatusPill } from "../runs/status-mark.tsx";
import { Icon } from "../shell/icon.tsx";

const staleAfterMs = 300_000;

export interface RunStateProps {
  readonly detail: Pick<RunDetail, "run" | "preempting">;
  readonly now: number;
}

/** How the run stands; of one that runs also that it may be suspended, and that nothing was heard of it for long. */
export function RunState({ detail, now }: RunStateProps): ReactNode {
  const { run, preempting } = detail;
  if (run.status !== "running") return <StatusPill status={run.status} />;
  const silent = now - run.updatedAt;
  if (silent > staleAfterMs)
    return (
      <>
        <span className="pill running" data-testid="status">
          <Icon name="clock" />
          Running
        </span>
        <span className="chip">No sign of life for {formatDuration(silent / 1_000)}</span>
      </>
    );
  if (!preempting) return <StatusPill status="running" />;
  return (
    <span className="pill preempting" data-testid="status" title="Its machine may take it off soon">
      <Icon name="clock" />
      Preempting
    </span>
  );
}
