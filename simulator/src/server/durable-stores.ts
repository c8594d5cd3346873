import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import { createMemoryDatabase } from "@stepwell/storage-sqlite/testing";
import type { Database } from "@stepwell/storage-sqlite/testing";
import type { DurableStores } from "./sim-server.ts";

/** Stores that outlive the server's processes, and the end of them. */
export interface OpenStores extends DurableStores {
  drop(): void;
}

/** The naive stores, or those of SQLite over a database in memory. */
export async function openStores(
  kind: "memory" | "sqlite",
  wrap?: (database: Database) => Database,
): Promise<OpenStores> {
  const blobs = createMemoryBlobStore();
  if (kind === "memory") {
    const stores = { runs: createMemoryRunStore(), metrics: createMemoryMetricStore() };
    return { blobs, open: () => stores, drop: () => undefined };
  }
  const database = await createMemoryDatabase();
  return {
    blobs,
    open: (clock) => database.open({ clock, ...(wrap === undefined ? {} : { wrap }) }),
    drop: () => database.drop(),
  };
}
