import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatTime } from "../../lib/format-time.ts";
import { useNow } from "../../lib/use-now.ts";
import { Message } from "../shell/message.tsx";
import type { LeavingRun } from "./leaving-runs.ts";

export interface GoneRunProps {
  readonly project: string;
  readonly run: string;
  /** Undefined when it was not deleted on this page. */
  readonly leaving: LeavingRun | undefined;
}

/** In place of a run that is not there, or not any more. */
export function GoneRun({ project, run, leaving }: GoneRunProps): ReactNode {
  const now = useNow();
  return (
    <Message
      title={
        leaving === undefined
          ? `There is no run "${run}" in project "${project}".`
          : `This run was deleted ${formatTime(leaving.at, now)}.`
      }
    >
      {leaving === undefined ? <p>It may have been deleted, or moved to another project.</p> : null}
      {leaving === undefined || leaving.isGone ? null : (
        <button type="button" className="btn" onClick={leaving.undo}>
          Undo
        </button>
      )}
      <p>
        <Link to="/p/$project" params={{ project }} search={{}}>
          All runs of {project}
        </Link>
      </p>
    </Message>
  );
}
