import type { Database } from "./driver.ts";

/** The number that a pragma gives; 0 where it gives none. */
export function pragmaNumber(database: Database, name: string): number {
  return Number(Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0] ?? 0);
}
