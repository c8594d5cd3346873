import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { MetricStore } from "@stepwell/storage";
import { metricStoreConformance, runStoreConformance } from "@stepwell/storage/testing";
import { createVirtualClock } from "@stepwell/effects/testing";
import { afterAll } from "vitest";
import { openSqliteStorage } from "./open-sqlite-storage.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-sqlite-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

// Five minutes without rows: every tail is sealed.
const clocks = new WeakMap<MetricStore, ReturnType<typeof createVirtualClock>>();
const settle = async (store: MetricStore): Promise<void> => clocks.get(store)?.advance(300_000);

metricStoreConformance(
  "SQLite",
  async () => {
    const clock = createVirtualClock();
    files += 1;
    const storage = await openSqliteStorage({ file: join(folder, `m${files}.db`), threads: "inline", clock });
    const store: MetricStore = {
      ...storage.metrics,
      async close() {
        await storage.metrics.close();
        await storage.close();
      },
    };
    clocks.set(store, clock);
    return store;
  },
  { settle },
);

runStoreConformance("SQLite", async () => {
  files += 1;
  const storage = await openSqliteStorage({ file: join(folder, `r${files}.db`), threads: "inline" });
  return {
    ...storage.runs,
    async close() {
      await storage.runs.close();
      await storage.close();
    },
  };
});
