import type { MetricStore, RunStore, StoredRun } from "@stepwell/storage";
import { branchPointOf, copyParentRows, rewindStepOf } from "./fork-run.ts";
import { rewindRun } from "./rewind-run.ts";
import type { SourceBatch } from "./source-batch.ts";

/**
 * What the first batch of a source says of the rows before its own: a fork gets those of its parent, a session that took
 * its run back ends what earlier sessions had behind that step. Nothing else may happen to the run meanwhile.
 */
export async function branchRun(
  stores: { runs: RunStore; metrics: MetricStore },
  run: StoredRun,
  { state, startedMs, runId }: SourceBatch,
): Promise<boolean> {
  const branch = branchPointOf(state.config, runId);
  if (branch !== undefined) {
    await copyParentRows(stores, run, branch);
    return false;
  }
  const step = rewindStepOf(state.config, runId);
  if (step === undefined || run.sources.length === 0) return false;
  // Who comes late would cut what was logged after it.
  if (run.sources.some((source) => source.startedMs >= startedMs)) return false;
  await rewindRun(stores, run, step);
  return true;
}
