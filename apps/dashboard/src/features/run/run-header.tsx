import type { RunDetail } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { slotColor } from "../../lib/palette.ts";
import { useNow } from "../../lib/use-now.ts";
import { StatusPill } from "../runs/status-mark.tsx";

/** Name, state and the facts of one run. */
export function RunHeader({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run, git } = detail;
  const now = useNow();
  const running = run.status === "running";
  const silent = now - run.updatedAt;
  const seconds = running ? (now - run.startedAt) / 1_000 : run.runtime;
  return (
    <>
      <div className="l1">
        <span className="sw" style={{ "--c": slotColor(run.color) }} />
        <h1 className="ell" title={run.name}>
          {run.name}
        </h1>
        <StatusPill status={run.status} />
        {running && silent > 300_000 ? (
          <span className="chip">No sign of life for {formatDuration(silent / 1_000)}</span>
        ) : null}
        {run.tags.map((tag) => (
          <span key={tag} className="tag">
            {tag}
          </span>
        ))}
      </div>
      <div className="l2">
        <Fact name="step" value={formatStep(run.step)} />
        <Fact name={running ? "running" : "ran"} value={formatDuration(Math.max(0, seconds))} />
        <Fact name="started" value={formatTime(run.startedAt, now)} title={formatTimeFull(run.startedAt)} />
        {git === null || git.commit === "" ? null : (
          <Fact name="git" value={git.commit.slice(0, 7)} title={git.remote} />
        )}
        {run.host === "" ? null : <Fact name="host" value={run.host} />}
        {run.group === "" ? null : <Fact name="group" value={run.group} />}
      </div>
    </>
  );
}

function Fact({
  name,
  value,
  title,
}: {
  readonly name: string;
  readonly value: string;
  readonly title?: string;
}): ReactNode {
  return (
    <span title={title}>
      <span className="k">{name}</span>
      {value}
    </span>
  );
}
