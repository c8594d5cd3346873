import type { RunContext } from "./run-context.ts";
import type { Run } from "./run.ts";

/** The part of a run that says that its machine is about to go. */
export function createPreempting({ checkOpen, write }: RunContext): Pick<Run, "markPreempting"> {
  return {
    markPreempting() {
      checkOpen("mark as preempting");
      write([{ type: "preempting" }]);
    },
  };
}
