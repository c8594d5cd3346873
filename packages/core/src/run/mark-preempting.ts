import type { RunContext } from "./run-context.ts";

/** The part of `Run` that foresees the end of its machine. */
export interface Preempting {
  /** Says that this machine is about to be taken away, so that the run counts as preempted and not as crashed. */
  markPreempting(): void;
}

/** The part of a run that says that its machine is about to go. */
export function createPreempting({ checkOpen, write }: RunContext): Preempting {
  return {
    markPreempting() {
      checkOpen("mark as preempting");
      write([{ type: "preempting" }]);
    },
  };
}
