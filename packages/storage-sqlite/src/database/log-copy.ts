import type { Database } from "./driver.ts";

/**
 * SQLite's log, of which pages are copied into the file from time to time. Who copies waits for the disk; SQLite lets
 * another connection do it while one commits.
 */
export interface LogCopy {
  /** Pages of the log that are not in the file yet. */
  readonly pages: number;
  /** Copies what nobody reads in an older state. */
  copy(): void;
}

/** Before this version, a log that one connection began anew while another one copied it could damage the file. */
const SAFE_VERSION = 3_051_003;

/** Undefined where SQLite is too old for copying beside a writer. */
export function createLogCopy(database: Database): LogCopy | undefined {
  const version = database.prepare("SELECT sqlite_version() AS version").get()?.["version"];
  const [major = 0, minor = 0, patch = 0] = String(version).split(".").map(Number);
  if (major * 1_000_000 + minor * 1000 + patch < SAFE_VERSION) return undefined;
  const look = database.prepare("PRAGMA wal_checkpoint(NOOP)");
  const passive = database.prepare("PRAGMA wal_checkpoint(PASSIVE)");
  return {
    get pages() {
      const row = look.get();
      return (row?.["log"] as number) - (row?.["checkpointed"] as number);
    },
    copy() {
      passive.get();
    },
  };
}
