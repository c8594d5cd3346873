import type { RunRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createRunFold } from "../create-run-fold.ts";
import { mergeRunStates } from "./merge-run-states.ts";
import { stateWriterRole, writerRoleOf } from "./writer-role.ts";

const TELEMETRY = { features: [67], pythonVersion: "", cliVersion: "", coreVersion: "", platform: "" };

function runRecord(more: Partial<RunRecord>): RunRecord {
  return {
    type: "run",
    runId: "abc",
    entity: "",
    project: "",
    config: [],
    group: "",
    jobType: "",
    displayName: "",
    notes: "",
    tags: [],
    sweepId: "",
    host: "",
    startingStep: 0,
    resumed: false,
    runtime: 0,
    forked: false,
    ...more,
  };
}

const secondary = runRecord({
  displayName: "the second",
  config: [{ path: ["_wandb", "stepwell"], value: { role: "secondary", label: "rank1" } }],
});

test("a writer says itself that it is a secondary one, and W&B's mark is that of any of several", () => {
  expect(writerRoleOf(secondary)).toEqual({ isShared: true, isSecondary: true, label: "rank1" });
  expect(writerRoleOf(runRecord({ telemetry: TELEMETRY }))).toEqual({
    isShared: true,
    isSecondary: false,
    label: "",
  });
  const hostile = runRecord({ config: [{ path: ["_wandb"], value: { stepwell: [{ role: "secondary" }] } }] });
  expect(writerRoleOf(hostile)).toEqual({ isShared: false, isSecondary: false, label: "" });
});

test("what a primary says wins over a secondary that began later, and so does its end", () => {
  const first = createRunFold();
  first.apply(runRecord({ displayName: "the first", host: "a" }));
  first.apply({ type: "exit", exitCode: 0, runtime: 1 });
  const second = createRunFold();
  second.apply({ ...secondary, host: "b" });
  second.apply({ type: "exit", exitCode: 9, runtime: 1 });
  expect(stateWriterRole(second.state).isSecondary).toBe(true);
  const merged = mergeRunStates([first.state, second.state]);
  expect(merged.run).toMatchObject({ displayName: "the first", host: "a" });
  expect(merged.exitCode).toBe(0);
});
