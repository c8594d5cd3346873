import type { RunStatus } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../shell/icon.tsx";
import { silenceText } from "./run-silence.ts";

export interface StatusProps {
  readonly status: string;
  /** What `silenceOf` says of the run, ms. */
  readonly silent?: number | undefined;
}

interface Mark {
  readonly icon: IconName;
  readonly word: string;
}

const marks: Record<RunStatus, Mark> = {
  running: { icon: "dot", word: "Running" },
  finished: { icon: "check", word: "Finished" },
  failed: { icon: "stop", word: "Failed" },
  crashed: { icon: "x", word: "Crashed" },
};
const finer: Readonly<Record<string, Mark>> = {
  pending: { icon: "clock", word: "Pending" },
  preempting: { icon: "clock", word: "Preempting" },
  preempted: { icon: "stop", word: "Preempted" },
};

/** The state as an icon, for the list; nothing when the run finished. */
export function StatusMark({ status, silent }: StatusProps): ReactNode {
  const { icon, look, title } = markOf(status, silent);
  return (
    <span className={`st ${look}`} title={title}>
      {status === "finished" ? null : <Icon name={icon} />}
      <span className="sr">{title}</span>
    </span>
  );
}

/** The state as icon and word. */
export function StatusPill({ status, silent }: StatusProps): ReactNode {
  const { icon, word, look, title } = markOf(status, silent);
  return (
    <span className={`pill ${look}`} data-testid="status" title={title === word ? undefined : title}>
      <Icon name={icon} />
      <span>{word}</span>
    </span>
  );
}

function markOf(
  status: string,
  silent: number | undefined,
): Mark & { readonly look: string; readonly title: string } {
  const mark = knownMark(status);
  if (silent === undefined) return { ...mark, look: status, title: mark.word };
  return { ...mark, icon: "clock", look: "stale", title: `${mark.word}. ${silenceText(silent)}` };
}

/** States of tables may be finer than those of runs; one that is not known is its own word. */
function knownMark(status: string): Mark {
  const known = Object.hasOwn(marks, status) ? marks[status as RunStatus] : undefined;
  return known ?? (Object.hasOwn(finer, status) ? finer[status] : undefined) ?? { icon: "dot", word: status };
}
