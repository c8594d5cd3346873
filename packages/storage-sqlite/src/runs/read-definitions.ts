import { parseJson, type MetricRecord } from "@stepwell/protocol";
import { editedState } from "@stepwell/storage";
import type { StoredRun } from "@stepwell/storage";
import { toPlainText } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";

/**
 * Reads what runs of a project said of their metrics. SQLite takes that out of the states, whose configs and summaries
 * are long; `readRun` is asked for runs of several sources, and for those whose states have numbers that JSON has not.
 */
export function createDefinitions(
  database: Database,
  readRun: (number: number) => StoredRun | undefined,
): (project: string, numbers: readonly number[]) => Map<number, readonly MetricRecord[]> {
  const select = database.prepare(
    `SELECT run.number AS run, count(source.id) AS sources,
       CASE WHEN json_valid(source.state) THEN json_extract(source.state, '$.metrics') END AS metrics
     FROM run LEFT JOIN source ON source.run = run.number
     WHERE run.project = ? AND run.number IN (SELECT value FROM json_each(?)) GROUP BY run.number`,
  );

  return (project, numbers) => {
    const found = new Map<number, readonly MetricRecord[]>();
    for (const row of select.all(toPlainText(project), JSON.stringify(numbers))) {
      const number = row["run"] as number;
      const metrics = row["metrics"];
      if (row["sources"] === 1 && typeof metrics === "string") {
        found.set(number, parseJson(metrics) as unknown as readonly MetricRecord[]);
        continue;
      }
      const run = readRun(number);
      if (run !== undefined) found.set(number, editedState(run).metrics);
    }
    return found;
  };
}
