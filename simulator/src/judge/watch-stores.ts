import type { JsonObject } from "@stepwell/protocol";
import type { MetricStore, RunStore } from "@stepwell/storage";
import type { Ledger } from "./ledger.ts";

/**
 * Tells the judge what is taken out of the stores for good reason: from then on the sources of that run may not bring back
 * what is gone.
 */
export function watchStores(
  { runs, metrics }: { runs: RunStore; metrics: MetricStore },
  ledger: Ledger,
): { runs: RunStore; metrics: MetricStore } {
  const sourcesOf = async (run: number): Promise<string[]> =>
    ((await runs.run(run))?.sources ?? []).map(({ id }) => id);
  return {
    runs: {
      ...runs,
      async remove(number) {
        const sources = await sourcesOf(number);
        await runs.remove(number);
        ledger.bansSources(sources, new Set());
        ledger.noteRemoval();
      },
    },
    metrics: {
      ...metrics,
      async truncate(run, stream, line) {
        const sources = await sourcesOf(run);
        const epoch = await metrics.truncate(run, stream, line);
        const rows = await metrics.rows(run, stream, { from: 0, limit: 1e6 });
        ledger.bansSources(sources, new Set(rows.map(({ row }) => numberOf(row))));
        return epoch;
      },
    },
  };
}

/** The number that the simulator gave a row; -1 for none. */
export function numberOf(row: JsonObject): number {
  const id = row["id"];
  return typeof id === "number" ? id : -1;
}
