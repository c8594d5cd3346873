import type { JsonObject } from "@stepwell/protocol";
import { createRunFold, itemsFromRow, mergeRunStates } from "@stepwell/runlog";
import type { MetricStore, RunStore, StoredRun } from "@stepwell/storage";

interface Cut {
  /** The first line that goes. */
  readonly line: number;
  /** `_timestamp` of the newest row that goes, in seconds; 0 when none does. */
  readonly until: number;
  readonly summary: JsonObject;
}

const PAGE = 5000;

/**
 * Takes a run back to a step: its history ends before the first row with a higher one, its summary is what it was there,
 * and rows that its sources still send are not wanted. Nothing else may happen to the run meanwhile.
 */
export async function rewindRun(
  { runs, metrics }: { runs: RunStore; metrics: MetricStore },
  run: StoredRun,
  step: number,
): Promise<void> {
  const { lines, epoch } = await metrics.info(run.number, "history");
  const { line, until, summary } = await findCut(metrics, run, step, lines);
  // Marked before the cut: after a crash between the two, late rows stay out and the client asks again.
  for (const source of run.sources) {
    const rewound = source.rewound ?? { epoch, until };
    const state = { ...source.state, summary };
    await runs.saveSource(run.number, { ...source, state, rewound }, []);
  }
  await metrics.truncate(run.number, "history", line);
}

async function findCut(metrics: MetricStore, run: StoredRun, step: number, lines: number): Promise<Cut> {
  const fold = createRunFold();
  for (const metric of mergeRunStates(run.sources.map(({ state }) => state)).metrics) fold.apply(metric);
  let cut: number | undefined;
  let until = 0;
  let from = 0;
  for (;;) {
    const page = await metrics.rows(run.number, "history", { from, limit: PAGE });
    for (const { line, row } of page) {
      const [at, time] = [row["_step"], row["_timestamp"]];
      if (typeof at === "number" && at > step) cut ??= line;
      if (cut === undefined) fold.apply({ type: "history", items: itemsFromRow(row) });
      else if (typeof time === "number" && time > until) until = time;
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE)
      return { line: cut ?? lines, until, summary: fold.state.summary };
    from = last.line + 1;
    fold.takeRows();
  }
}
