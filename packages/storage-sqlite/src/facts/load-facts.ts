import { factsOf } from "@stepwell/storage/adapter";
import type { FactValue } from "@stepwell/storage";
import type { Database } from "../database/driver.ts";
import { runOf, sourceOf } from "../runs/run-rows.ts";

/** Reads what a run amounts to from its sources; undefined when there is no such run, or it is in another project than the given one (as it is stored). */
export function createFactLoader(
  database: Database,
): (run: number, project?: string) => ReadonlyMap<string, FactValue> | undefined {
  const selectRun = database.prepare("SELECT * FROM run WHERE number = ?");
  const selectSources = database.prepare("SELECT * FROM source WHERE run = ? ORDER BY started_ms, id");
  return (number, project) => {
    const row = selectRun.get(number);
    if (row === undefined || (project !== undefined && row["project"] !== project)) return undefined;
    return factsOf(
      runOf(
        row,
        selectSources.all(number).map((source) => sourceOf(source)),
      ),
    );
  };
}
