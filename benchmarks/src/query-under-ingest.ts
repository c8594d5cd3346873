import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import type { Figure } from "./figure.ts";
import { scalarRows } from "./scalar-rows.ts";
import { withTemporaryFolder } from "./temporary-folder.ts";

/** The charts that are asked for: the runs `stored-0` and up, and what is drawn of each. */
export const CHARTS = { runs: 50, steps: 20_000, buckets: 1000 };

/** How long charts and acknowledgements take from when they were due, while batches arrive over HTTP. */
export function queryUnderIngest(): Promise<readonly Figure[]> {
  return withTemporaryFolder(async (folder) => {
    await fill(join(folder, "wandb/.stepwell"));
    // In a process of its own: collecting the garbage of what was stored here would count as the server's time.
    const child = join(import.meta.dirname, "under-ingest-child.js");
    return JSON.parse(
      execFileSync(process.execPath, [child, folder], { encoding: "utf8" }),
    ) as readonly Figure[];
  });
}

async function fill(data: string): Promise<void> {
  mkdirSync(data, { recursive: true });
  const storage = await openSqliteStorage({ file: join(data, "stepwell.sqlite") });
  const noise = scalarRows(CHARTS.steps, 1).map((row) => Object.values(row)[0] ?? 0);
  for (let index = 0; index < CHARTS.runs; index += 1) {
    const { number } = await storage.runs.openRun("bench", `stored-${index}`, 0);
    const rows = noise.map((value, step) => ({ _step: step, loss: value + index }));
    await storage.metrics.append([{ run: number, stream: "history", source: "bench", offset: 0, rows }]);
    await storage.runs.update(number, { status: "finished" });
  }
  await storage.close();
}
