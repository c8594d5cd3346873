import type { Clock } from "@stepwell/effects";
import { quietly } from "./quietly.ts";

/** Runs `task` once: when the current task is done, or when the returned function is called before. Throws nothing. */
export function soonOrAtStop(clock: Clock, task: () => void): () => void {
  let isDone = false;
  const run = (): void => {
    if (isDone) return;
    isDone = true;
    quietly(task);
  };
  const cancel = clock.after(0, run);
  return () => {
    cancel();
    run();
  };
}
