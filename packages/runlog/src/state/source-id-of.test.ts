import type { RunRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { sourceIdOf } from "./source-id-of.ts";

const RUN: RunRecord = {
  type: "run",
  runId: "abc",
  entity: "",
  project: "p",
  config: [{ path: ["_wandb", "stepwell", "writer"], value: "w1" }],
  group: "",
  jobType: "",
  displayName: "",
  notes: "",
  tags: [],
  sweepId: "",
  host: "box",
  startingStep: 0,
  startTime: { seconds: 100, nanos: 5 },
  resumed: false,
  runtime: 0,
  forked: false,
};

test("is 32 hex digits that never change, because stores keep them", () => {
  expect(sourceIdOf(RUN)).toBe("938ddf4f0d66243e3b15883a867dd621");
});

test("depends on each part of the identity and on nothing else", () => {
  const { startTime: _, ...withoutStart } = RUN;
  const others: RunRecord[] = [
    { ...RUN, runId: "abd" },
    { ...RUN, project: "q" },
    { ...RUN, host: "other" },
    { ...RUN, startTime: { seconds: 100, nanos: 6 } },
    withoutStart,
    { ...RUN, config: [{ path: ["_wandb", "stepwell", "writer"], value: "w2" }] },
    { ...RUN, config: [] },
  ];
  expect(new Set([RUN, ...others].map(sourceIdOf)).size).toBe(others.length + 1);
  expect(sourceIdOf({ ...RUN, displayName: "later", tags: ["x"], notes: "n" })).toBe(sourceIdOf(RUN));
});

test("finds the writer however the config nests it, and passes by what is no text", () => {
  expect(sourceIdOf({ ...RUN, config: [{ path: ["_wandb"], value: { stepwell: { writer: "w1" } } }] })).toBe(
    sourceIdOf(RUN),
  );
  const without = sourceIdOf({ ...RUN, config: [] });
  for (const value of [null, 3, [1], { writer: 3 }]) {
    expect(sourceIdOf({ ...RUN, config: [{ path: ["_wandb", "stepwell"], value }] })).toBe(without);
  }
});
