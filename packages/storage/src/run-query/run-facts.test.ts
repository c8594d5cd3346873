import { expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import type { StoredRun } from "../run-store.ts";
import { stateOfPlan } from "../testing/arbitrary-runs.ts";
import { factOf, factsOf, MAX_CONFIG_FACTS, MAX_SUMMARY_FACTS } from "./run-facts.ts";

function runWith(config: JsonObject, summary: JsonObject, changes: Partial<StoredRun> = {}): StoredRun {
  const source = {
    id: "s",
    origin: "o",
    startedMs: 5,
    position: 0,
    state: stateOfPlan({ config, summary }),
    damage: [],
  };
  return {
    number: 1,
    project: "p",
    runId: "abc",
    color: 3,
    createdMs: 10,
    updatedMs: 20,
    status: "running",
    sources: [source],
    edits: {},
    ...changes,
  };
}

test("a run is found by its names, its times and the leaves of config and summary", () => {
  const config = { lr: 0.1, "a.b": 1, a: { b: 2, deep: { c: "x" } }, _wandb: { hidden: 1 } };
  const facts = factsOf(runWith(config, { loss: Number.NaN, _step: 7, _wandb: { runtime: 12 } }));
  expect(Object.fromEntries(facts)).toEqual({
    name: "abc",
    displayName: "abc",
    state: "running",
    color: 3,
    createdAt: 10,
    startedAt: 5,
    heartbeatAt: 20,
    group: "",
    jobType: "",
    tags: [],
    notes: "",
    host: "",
    sweep: "",
    duration: 12,
    "config.lr": 0.1,
    "config.a\\.b": 1,
    "config.a.b": 2,
    "config.a.deep.c": "x",
    "summary.loss": Number.NaN,
    "summary._step": 7,
  });
});

test("what people changed counts", () => {
  const edits = { name: "better", tags: ["x"], group: "g", config: { set: { lr: 2 }, removed: ["gone"] } };
  const facts = factsOf(runWith({ lr: 1, gone: 1 }, {}, { edits }));
  expect([facts.get("displayName"), facts.get("tags"), facts.get("group")]).toEqual(["better", ["x"], "g"]);
  expect([facts.get("config.lr"), facts.get("config.gone")]).toEqual([2, undefined]);
});

test("values that are neither scalar nor a list of scalars are their JSON text, and long ones are cut", () => {
  expect(factOf([1, "a", null])).toEqual([1, "a", null]);
  expect(factOf([[1]])).toBe("[[1]]");
  expect(factOf({ _type: "image-file", path: "p" })).toBe('{"_type":"image-file","path":"p"}');
  expect(factOf(2n ** 62n)).toBe(2 ** 62);
  expect(factOf("x".repeat(600))).toHaveLength(512);
  expect(factOf(Array.from({ length: 1000 }, (_, index) => index))).toHaveLength(512);
});

test("a very wide run is found by its first keys only", () => {
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, index]));
  const facts = factsOf(runWith(wide, wide));
  const of = (prefix: string) => [...facts.keys()].filter((path) => path.startsWith(prefix));
  expect(of("config.")).toHaveLength(MAX_CONFIG_FACTS);
  expect(of("summary.")).toHaveLength(MAX_SUMMARY_FACTS);
  expect(facts.get("summary.k0")).toBe(0);
});
