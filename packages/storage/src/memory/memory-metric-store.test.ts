import { expect, test } from "vitest";
import { createMemoryMetricStore } from "./memory-metric-store.ts";

test("a failing chunk leaves nothing of its append behind", async () => {
  const store = createMemoryMetricStore();
  const chunk = { run: 1, stream: "history", source: "a", offset: 0, rows: [{ _step: 0, loss: 1 }] } as const;
  await expect(store.append([chunk, { ...chunk, offset: -1 }])).rejects.toThrow(
    'the offset "-1" is no whole number',
  );
  expect(await store.info(1, "history")).toEqual({ lines: 0, rows: 0, epoch: 0 });
  await store.append([chunk]);
  expect(await store.rows(1, "history", { from: 0, limit: 9 })).toEqual([
    { line: 0, row: { _step: 0, loss: 1 } },
  ]);
});
