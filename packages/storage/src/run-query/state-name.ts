import type { RunState } from "@stepwell/runlog";
import type { StoredRun } from "../run-store.ts";

/** What becomes of a run, by W&B's name of it: what people called it, or its status, told apart when it may be suspended. */
export function stateName({ edits, status }: StoredRun, { preempting }: RunState): string {
  if (edits.state != null) return edits.state;
  if (preempting !== true || status === "finished") return status;
  return status === "running" ? "preempting" : "preempted";
}
