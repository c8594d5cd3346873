import type { RunDetail } from "@stepwell/protocol";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { escapeItem } from "../../lib/list-item.ts";
import { formatDuration } from "../../lib/format-duration.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatTime, formatTimeFull } from "../../lib/format-time.ts";
import { slotColor } from "../../lib/palette.ts";
import { useNow } from "../../lib/use-now.ts";
import { Icon } from "../shell/icon.tsx";
import { ExportMenu } from "./export-menu.tsx";
import { RunMenu } from "./run-menu.tsx";
import { RunName } from "./run-name.tsx";
import { RunState } from "./run-state.tsx";
import { RunTags } from "./run-tags.tsx";

/** Name, state and the facts of one run, and what can be done with it. */
export function RunHeader({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { run } = detail;
  const now = useNow();
  const [isRenaming, setRenaming] = useState(false);
  return (
    <>
      <div className="l1">
        <span className="sw" style={{ "--c": slotColor(run.color) }} />
        <RunName run={run} isEditing={isRenaming} onEdit={setRenaming} />
        <RunState detail={detail} now={now} />
        {run.archived ? <span className="tag">archived</span> : null}
        <RunTags run={run} />
        <span className="grow" />
        <span className="run-acts">
          <Link
            to="/p/$project/compare"
            params={{ project: run.project }}
            search={{ runs: escapeItem(run.id) }}
            className="btn"
          >
            <Icon name="compare" />
            Compare
          </Link>
          <ExportMenu run={run} />
          <RunMenu detail={detail} onRename={() => setRenaming(true)} />
        </span>
      </div>
      <RunFacts detail={detail} now={now} />
    </>
  );
}

function RunFacts({ detail, now }: { readonly detail: RunDetail; readonly now: number }): ReactNode {
  const { run, git, fork, environment } = detail;
  const running = run.status === "running";
  const seconds = running ? (now - run.startedAt) / 1_000 : run.runtime;
  const runtime = environment?.["runtime"];
  return (
    <div className="l2" data-running={running}>
      <Fact name="step" value={formatStep(run.step)} />
      <Fact name={running ? "running" : "ran"} value={formatDuration(Math.max(0, seconds))} />
      <Fact name="started" value={formatTime(run.startedAt, now)} title={formatTimeFull(run.startedAt)} />
      {git === null || git.commit === "" ? null : (
        <Fact name="git" value={git.commit.slice(0, 7)} title={git.remote} isCode />
      )}
      {run.host === "" ? null : (
        <Fact
          name="host"
          value={typeof runtime === "string" && runtime !== "" ? `${run.host}, ${runtime}` : run.host}
        />
      )}
      {run.group === "" ? null : <Fact name="group" value={run.group} />}
      {run.jobType === "" ? null : <Fact name="job" value={run.jobType} />}
      {fork === null ? null : (
        <span>
          <span className="k">forked from</span>
          <Link to="/p/$project/r/$run" params={{ project: run.project, run: fork.run }} search={{}}>
            {fork.run}
          </Link>{" "}
          at step {formatStep(fork.step)}
        </span>
      )}
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly title?: string;
  readonly isCode?: boolean;
}

function Fact({ name, value, title, isCode = false }: FactProps): ReactNode {
  return (
    <span title={title ?? value}>
      <span className="k">{name}</span>
      {isCode ? <code>{value}</code> : value}
    </span>
  );
}
