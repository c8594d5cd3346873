import type { RunEdit } from "@stepwell/client";
import { beforeEach, expect, test } from "vitest";
import { runView } from "../runs/run-view-fixture.ts";
import { toast } from "../shell/toast.ts";
import { deleteSoon, leavingName, leavingRuns, undoMs } from "./leaving-runs.ts";

function start(fails?: "edit" | "delete") {
  const calls: string[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const run = runView({ id: "r1", project: "p" });
  const client = {
    editRun: (_project: string, _run: string, edit: RunEdit) => {
      calls.push(`edit ${JSON.stringify(edit)}`);
      return fails === "edit" ? Promise.reject(new Error("[client] Failed to x: no.")) : Promise.resolve(run);
    },
    deleteRun: () => {
      calls.push("delete");
      return fails === "delete" ? Promise.reject(new Error("[client] Failed to y: no.")) : Promise.resolve();
    },
  };
  const later = (call: () => void, ms: number): void => void timers.push({ run: call, ms });
  const leaving = () => leavingRuns.get().get(leavingName("p", "r1"));
  return { calls, timers, leaving, done: deleteSoon({ client, run, later, now: () => 5 }) };
}

beforeEach(() => {
  leavingRuns.set(new Map());
  toast.set(undefined);
});

test("a run is archived at once and deleted when nobody took it back", async () => {
  const { calls, timers, leaving, done } = start();
  await done;
  expect(calls).toEqual(['edit {"archived":true}']);
  expect(leaving()).toMatchObject({ at: 5, isGone: false });
  expect(timers.map(({ ms }) => ms)).toEqual([undoMs]);
  timers[0]?.run();
  expect(calls).toContain("delete");
  expect(leaving()).toMatchObject({ isGone: true });
});

test("a deletion that was taken back deletes nothing", async () => {
  const { calls, timers, leaving, done } = start();
  await done;
  toast.get()?.undo?.();
  timers[0]?.run();
  expect(calls).toEqual(['edit {"archived":true}', 'edit {"archived":false}']);
  expect(leaving()).toBeUndefined();
});

test("undo comes too late once the run is gone", async () => {
  const { calls, timers, leaving, done } = start();
  await done;
  timers[0]?.run();
  leaving()?.undo();
  expect(calls).toEqual(['edit {"archived":true}', "delete"]);
});

test.each(["edit", "delete"] as const)("a refused %s is told, and the run stays", async (fails) => {
  const { timers, leaving, done } = start(fails);
  await done;
  timers[0]?.run();
  await Promise.resolve();
  await Promise.resolve();
  expect(toast.get()).toMatchObject({ error: true });
  expect(leaving()).toBeUndefined();
});
