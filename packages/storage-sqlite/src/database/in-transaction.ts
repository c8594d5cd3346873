import type { Database } from "./driver.ts";

/** Runs `work` in one transaction of the given kind; what it throws undoes all of it. */
export function inTransaction<Result>(
  database: Database,
  begin: "BEGIN" | "BEGIN IMMEDIATE",
  work: () => Result,
): Result {
  database.exec(begin);
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    try {
      database.exec("ROLLBACK");
    } catch {
      // After a full disk and the like SQLite has already rolled back; the first error says why.
    }
    throw error;
  }
}
