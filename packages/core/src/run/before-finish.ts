import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { RunContext } from "./run-context.ts";
import type { Run } from "./run.ts";

export interface FinishWork {
  readonly part: Pick<Run, "beforeFinish">;
  /** Does what there is to do, once. Never throws: what one piece of work throws is its own affair. */
  doNow(): void;
}

/** The part of a run that lets others log a last row. */
export function createFinishWork({ checkOpen }: Pick<RunContext, "checkOpen">): FinishWork {
  const waiting = new Set<() => void>();
  return {
    part: {
      beforeFinish(work) {
        checkOpen("add work to");
        if (typeof work !== "function") {
          throw new UsageError(
            `[core] Failed to add work to the run: "${showValue(work)}" is no function. Give one without arguments.`,
          );
        }
        // A function given twice is called twice, and each call takes back its own.
        const own = (): void => work();
        waiting.add(own);
        return () => void waiting.delete(own);
      },
    },
    doNow() {
      for (const work of waiting) {
        waiting.delete(work);
        try {
          work();
        } catch {
          // The run ends either way, and nobody is left who could be told.
        }
      }
    },
  };
}
