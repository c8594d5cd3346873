import type { Json } from "@stepwell/protocol";
import { batchFromRows } from "@stepwell/storage";
import type { MetricStore, StoredRun } from "@stepwell/storage";
import { runView } from "../api/run-view.ts";
import type { Table } from "./table.ts";

const PAGE_ROWS = 200;

/** Runs, one a row: what the run list shows, `config` and `summary` by joined path. As the runs are at each reading. */
export function createRunTable(options: {
  readonly metrics: MetricStore;
  readonly runs: () => AsyncIterable<StoredRun>;
}): Table {
  return {
    async *pages() {
      let rows: Record<string, Json>[] = [];
      for await (const run of options.runs()) {
        rows.push(await rowOf(options.metrics, run));
        if (rows.length < PAGE_ROWS) continue;
        yield batchFromRows(rows);
        rows = [];
      }
      if (rows.length > 0) yield batchFromRows(rows);
    },
  };
}

async function rowOf(metrics: MetricStore, run: StoredRun): Promise<Record<string, Json>> {
  const view = await runView(metrics, run);
  return {
    project: view.project,
    run: view.id,
    name: view.name,
    status: view.status,
    startedAt: isoTime(view.startedAt),
    updatedAt: isoTime(view.updatedAt),
    runtime: view.runtime,
    rows: view.rows,
    group: view.group,
    jobType: view.jobType,
    tags: [...view.tags],
    notes: view.notes,
    host: view.host,
    // Nothing is no column.
    ...(Object.keys(view.config).length === 0 ? {} : { config: view.config }),
    ...(Object.keys(view.summary).length === 0 ? {} : { summary: view.summary }),
  };
}

function isoTime(ms: number): string | null {
  const time = new Date(ms);
  return Number.isFinite(time.getTime()) ? time.toISOString() : null;
}
