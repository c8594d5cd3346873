import type { RunDetail } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { silenceOf, silenceText } from "../runs/run-silence.ts";
import { StatusPill } from "../runs/status-mark.tsx";
import { Icon } from "../shell/icon.tsx";

export interface RunStateProps {
  readonly detail: Pick<RunDetail, "run" | "preempting">;
  readonly now: number;
}

/** How the run stands; of one that runs also that it may be suspended, and that nothing was heard of it for long. */
export function RunState({ detail, now }: RunStateProps): ReactNode {
  const { run, preempting } = detail;
  if (run.status !== "running") return <StatusPill status={run.status} />;
  const silent = silenceOf(run.status, run.updatedAt, now);
  if (silent !== undefined)
    return (
      <>
        <StatusPill status={run.status} silent={silent} />
        <span className="chip">{silenceText(silent)}</span>
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
