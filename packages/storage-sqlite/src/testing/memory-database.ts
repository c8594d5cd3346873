import type { Clock } from "@stepwell/effects";
import type { MetricStore, RunStore } from "@stepwell/storage";
import type { Database, Driver } from "../database/driver.ts";
import { loadDriver } from "../database/driver.ts";
import { createMetricStore } from "../metrics/metric-store.ts";
import { createRunStore } from "../runs/run-store.ts";
import { createInlineReader, createInlineWriter } from "../threads/inline-channels.ts";
import { createReaderCore } from "../threads/reader-core.ts";
import { createWriterCore } from "../threads/writer-core.ts";

/** How a storage is opened over a database in memory. */
export interface OpenMemoryStorageOptions {
  /** Notices quiet streams. */
  readonly clock: Clock;
  /** Stands between the storage and the database, to make it misbehave. Default: nothing does. */
  readonly wrap?: (database: Database) => Database;
}

/** A database that outlives the storages over it, as a file outlives the processes that write it. */
export interface MemoryDatabase {
  /** Opens the storage in this thread. One that is dropped without being closed is one whose process died. */
  open(options: OpenMemoryStorageOptions): { readonly runs: RunStore; readonly metrics: MetricStore };
  /** Frees the memory. */
  drop(): void;
}

/** An empty database. Throws when SQLite can't be loaded. */
export async function createMemoryDatabase(): Promise<MemoryDatabase> {
  const Sqlite = await loadDriver();
  const database = new Sqlite(":memory:");
  return {
    open({ clock, wrap = (same) => same }) {
      const shared = wrap({
        exec: (sql) => database.exec(sql),
        prepare: (sql) => database.prepare(sql),
        close: () => undefined,
      });
      const Shared = function open(): Database {
        return shared;
      } as unknown as Driver;
      const writer = createInlineWriter(createWriterCore(Shared, "memory", clock), clock);
      const reader = createInlineReader(createReaderCore(Shared, "memory"));
      return { runs: createRunStore(writer, reader), metrics: createMetricStore(writer, reader) };
    },
    drop: () => database.close(),
  };
}
