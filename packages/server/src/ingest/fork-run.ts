import type { JsonObject } from "@stepwell/protocol";
import { jsonAt } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import type { MetricStore, RunStore, StoredRun } from "@stepwell/storage";

/** Where a run branches off another one of its project. */
export interface BranchPoint {
  readonly runId: string;
  /** The last step that both have. */
  readonly step: number;
}

const PAGE = 5000;

/** What a run's config says of where it began; undefined for a run of its own, and for one that was rewound. */
export function branchPointOf(config: JsonObject, ownId: string): BranchPoint | undefined {
  const branch = anyBranchPointOf(config);
  return branch?.runId === ownId ? undefined : branch;
}

/** The last step of a run that a session of it kept, when it began by taking the run back. */
export function rewindStepOf(config: JsonObject, ownId: string): number | undefined {
  const branch = anyBranchPointOf(config);
  return branch?.runId === ownId ? branch.step : undefined;
}

function anyBranchPointOf(config: JsonObject): BranchPoint | undefined {
  const branch = jsonAt(config, ["_wandb", "branch_point"]);
  const [runId, step] = [jsonAt(branch, ["run_id"]), jsonAt(branch, ["step"])];
  return typeof runId === "string" && typeof step === "number" ? { runId, step } : undefined;
}

/**
 * Gives a new run the rows that its parent has up to the step where it branches off, before it has any of its own.
 * Doing it again changes nothing. Nothing else may happen to the new run meanwhile.
 */
export async function copyParentRows(
  { runs, metrics }: { runs: RunStore; metrics: MetricStore },
  run: StoredRun,
  { runId, step }: BranchPoint,
): Promise<void> {
  const parent = await runs.findRun(run.project, runId);
  if (parent === undefined) return;
  const source = `fork-${parent.number}`;
  const copied = await metrics.mark(run.number, "history", source);
  if ((await metrics.info(run.number, "history")).lines > copied) return;
  let from = 0;
  let offset = 0;
  for (;;) {
    const page = await metrics.rows(parent.number, "history", { from, limit: PAGE });
    const rows: Row[] = page.map(({ row }) => row).filter((row) => isUpTo(row, step));
    if (rows.length > 0) await metrics.append([{ run: run.number, stream: "history", source, offset, rows }]);
    offset += rows.length;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    from = last.line + 1;
  }
}

function isUpTo(row: Row, step: number): boolean {
  const at = row["_step"];
  return typeof at === "number" && at <= step;
}
