import type { Database, Driver } from "./driver.ts";
import { pragmaNumber } from "./pragma.ts";
import { migrate } from "./schema.ts";

const MOST_PAGES_REWRITTEN = 16_384;

/** Opens the file for the one writer: creates it, sets it up to be durable at commit, and brings the schema up to date. */
export function openForWriting(Driver: Driver, file: string): Database {
  const database = new Driver(file);
  // The page size counts only before the first table. Larger pages read blobs with fewer seeks, but write more.
  database.exec("PRAGMA page_size = 16384");
  database.exec("PRAGMA auto_vacuum = INCREMENTAL");
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA wal_autocheckpoint = 1000");
  database.exec("PRAGMA journal_size_limit = 67108864");
  setCaches(database);
  migrate(database, file);
  makeShrinkable(database);
  return database;
}

// A file that was made without the map of pages gets it once, while that takes a second at most; a larger one keeps its size.
function makeShrinkable(database: Database): void {
  if (pragmaNumber(database, "auto_vacuum") === 2) return;
  if (pragmaNumber(database, "page_count") > MOST_PAGES_REWRITTEN) return;
  database.exec("PRAGMA auto_vacuum = INCREMENTAL");
  database.exec("VACUUM");
}

/** Opens the file for reading beside the writer. */
export function openForReading(Driver: Driver, file: string): Database {
  const database = new Driver(file, { readOnly: true });
  setCaches(database);
  return database;
}

function setCaches(database: Database): void {
  database.exec("PRAGMA cache_size = -65536");
  database.exec("PRAGMA busy_timeout = 5000");
  database.exec("PRAGMA temp_store = MEMORY");
}
