import type { RunStatus } from "@stepwell/protocol";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../shell/icon.tsx";

const marks: Record<RunStatus, { readonly icon: IconName; readonly word: string }> = {
  running: { icon: "dot", word: "Running" },
  finished: { icon: "check", word: "Finished" },
  failed: { icon: "stop", word: "Failed" },
  crashed: { icon: "x", word: "Crashed" },
};
const finer: Readonly<Record<string, { readonly icon: IconName; readonly word: string }>> = {
  pending: { icon: "clock", word: "Pending" },
  preempting: { icon: "clock", word: "Preempting" },
  preempted: { icon: "stop", word: "Preempted" },
};

/** The state as an icon, for the list; nothing when the run finished. */
export function StatusMark({ status }: { readonly status: string }): ReactNode {
  const { icon, word } = markOf(status);
  return (
    <span className={`st ${status}`} title={word}>
      {status === "finished" ? null : <Icon name={icon} />}
      <span className="sr">{word}</span>
    </span>
  );
}

/** The state as icon and word. */
export function StatusPill({ status }: { readonly status: string }): ReactNode {
  const { icon, word } = markOf(status);
  return (
    <span className={`pill ${status}`} data-testid="status">
      <Icon name={icon} />
      <span>{word}</span>
    </span>
  );
}

/** States of tables may be finer than those of runs; one that is not known is its own word. */
function markOf(status: string): { readonly icon: IconName; readonly word: string } {
  const known = Object.hasOwn(marks, status) ? marks[status as RunStatus] : undefined;
  return known ?? (Object.hasOwn(finer, status) ? finer[status] : undefined) ?? { icon: "dot", word: status };
}
