import type { JsonObject, MetricRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import type { RunStore, StoredSource } from "../run-store.ts";

/** What every run store must do with what runs said of their metrics. */
export function definitionsConformance(openStore: () => Promise<RunStore>): void {
  test("what runs said of their metrics is read by project, whatever else their states hold", async () => {
    const store = await openStore();
    const plain = await store.openRun("p", "a", 1);
    const odd = await store.openRun("p", "b", 1);
    const both = await store.openRun("p", "c", 1);
    const none = await store.openRun("p", "d", 1);
    const other = await store.openRun("q", "a", 1);
    const decoy = { metrics: ["\u0000", '"metrics":[]'], big: 2n ** 60n };
    await store.saveSource(plain.number, definingSource("s", ["a", "b"], decoy), []);
    await store.saveSource(odd.number, definingSource("t", ["c"], { loss: Number.NaN }), []);
    await store.saveSource(both.number, definingSource("u", ["d"], {}), []);
    await store.saveSource(both.number, definingSource("v", ["e"], {}), []);
    await store.saveSource(other.number, definingSource("w", ["f"], {}), []);
    const numbers = [plain, odd, both, none, other].map(({ number }) => number);
    const found = await store.definitions("p", [...numbers, 99_999]);
    const names = numbers.map((number) => found.get(number)?.map(({ name }) => name));
    expect(names).toEqual([["a", "b"], ["c"], ["d", "e"], [], undefined]);
    expect(found.size).toBe(4);
    expect(found.get(plain.number)).toEqual(definingSource("s", ["a", "b"], decoy).state.metrics);
  });
}

function definingSource(id: string, names: readonly string[], config: JsonObject): StoredSource {
  return {
    id,
    origin: `/runs/${id}.wandb`,
    startedMs: 1,
    position: 7,
    state: {
      run: undefined,
      config,
      summary: config,
      metrics: names.map(definition),
      files: [],
      environment: undefined,
      telemetry: undefined,
      exitCode: undefined,
      rows: 0,
      events: 0,
      passedBy: {},
    },
    damage: [],
  };
}

function definition(name: string): MetricRecord {
  return {
    type: "metric",
    name,
    globName: "",
    stepMetric: "epoch",
    stepSync: true,
    hidden: false,
    defined: true,
    summary: ["min", "last"],
    goal: "minimize",
    overwrite: false,
    expandedFromGlob: false,
  };
}
