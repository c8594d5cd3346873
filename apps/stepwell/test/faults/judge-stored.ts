import { openSqliteStorage } from "@stepwell/storage-sqlite";
import type { Ledger } from "./acknowledgements.ts";
import { PROJECT } from "./fault-run.ts";

/** What is wrong with the file itself when nobody serves it: damage, and rows that are counted otherwise than acknowledged. */
export async function judgeStored(file: string, { runs }: Ledger): Promise<readonly string[]> {
  const storage = await openSqliteStorage({ file });
  try {
    const report = await storage.check();
    const problems = [...report.file, ...report.damaged.map((run) => `damaged: ${JSON.stringify(run)}`)];
    for (const [id, run] of runs) {
      const found = await storage.runs.findRun(PROJECT, id);
      if (run.isDeleted) {
        if (found !== undefined) problems.push(`${id} was deleted, and is stored`);
        continue;
      }
      if (found === undefined) {
        problems.push(`${id} is not stored`);
        continue;
      }
      for (const stream of ["history", "events"] as const) {
        const rows = await storage.metrics.rows(found.number, stream, { from: 0, limit: 1e6 });
        if (rows.length !== run[stream].size)
          problems.push(`${id} has ${rows.length} stored rows of ${stream}, not ${run[stream].size}`);
      }
    }
    return problems;
  } finally {
    await storage.close();
  }
}
