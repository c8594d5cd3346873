import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVirtualClock } from "@stepwell/effects/testing";
import type { MetricStore, RunStore } from "@stepwell/storage";
import { metricStoreConformance, runStoreConformance } from "@stepwell/storage/testing";
import { afterAll, expect, test } from "vitest";
import { createMetricStore } from "../metrics/metric-store.ts";
import { createRunStore } from "../runs/run-store.ts";
import { createInlineReader, createInlineWriter } from "../threads/inline-channels.ts";
import { createReaderCore } from "../threads/reader-core.ts";
import { createWriterCore } from "../threads/writer-core.ts";
import { loadBuiltInDriver } from "./driver.ts";
import type { Driver } from "./driver.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwell-built-in-"));
afterAll(() => rmSync(folder, { recursive: true }));
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const BuiltIn = loadBuiltInDriver();

test("Node has a driver of its own from 22.13 on", () => {
  expect(BuiltIn !== undefined).toBe(major > 22 || (major === 22 && minor >= 13));
});

if (BuiltIn !== undefined) registerSuites(BuiltIn);

function registerSuites(Sqlite: Driver): void {
  const clocks = new WeakMap<MetricStore, ReturnType<typeof createVirtualClock>>();
  let files = 0;
  const openStores = (): { runs: RunStore; metrics: MetricStore } => {
    files += 1;
    const file = join(folder, `${files}.db`);
    const clock = createVirtualClock();
    const writer = createInlineWriter(createWriterCore(Sqlite, file, clock), clock);
    const reader = createInlineReader(createReaderCore(Sqlite, file));
    const closing = <Store extends RunStore | MetricStore>(store: Store): Store => ({
      ...store,
      async close() {
        await store.close();
        await Promise.all([writer.close(), reader.close()]);
      },
    });
    const metrics = closing(createMetricStore(writer, reader));
    clocks.set(metrics, clock);
    return { metrics, runs: closing(createRunStore(writer, reader)) };
  };
  metricStoreConformance("SQLite of Node", async () => openStores().metrics, {
    settle: async (store) => clocks.get(store)?.advance(300_000),
  });
  runStoreConformance("SQLite of Node", async () => openStores().runs);
}
