import type { Database } from "../database/driver.ts";

/** Selects columns of the run that a project and an id lead to, also by a name that it had before it was moved. */
export function selectByAnyName(
  database: Database,
  columns: "*" | "number",
): ReturnType<Database["prepare"]> {
  const selected = columns === "*" ? "run.*" : "run.number";
  return database.prepare(
    `SELECT ${selected} FROM run WHERE project = ?1 AND run_id = ?2
     UNION ALL SELECT ${selected} FROM former_name JOIN run ON run.number = former_name.run
       WHERE former_name.project = ?1 AND former_name.run_id = ?2
     LIMIT 1`,
  );
}
