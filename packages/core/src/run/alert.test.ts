import type { LogRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { UsageError } from "../core-error.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { runContents } from "../testing/run-contents.ts";
import type { Run } from "./run.ts";

async function start(): Promise<{ run: Run; records: () => LogRecord[] }> {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ silent: true });
  const before = runContents(world.fileSystem, run).records.length;
  return { run, records: () => runContents(world.fileSystem, run).records.slice(before) };
}

test("an alert is a record, with W&B's defaults where nothing is said", async () => {
  const { run, records } = await start();
  run.alert("Low accuracy", "It is 0.1.");
  run.alert("Broken", "", { level: "ERROR", waitDuration: 1500.4 });
  expect(records()).toEqual([
    { type: "alert", title: "Low accuracy", text: "It is 0.1.", level: "INFO", waitDurationMs: 60_000 },
    { type: "alert", title: "Broken", text: "", level: "ERROR", waitDurationMs: 1500 },
  ]);
});

test.each([
  [[5, "x"], 'the title "5" is not text'],
  [
    [{ title: "x", text: "y" }],
    'the title "an object" is not text. Give text, as alert("Low accuracy", "It is 0.1.").',
  ],
  [["x", undefined], 'the text "undefined" is not text'],
  [["x", "y", "WARN"], 'the options are "WARN"'],
  [["x", "y", { wait: 1 }], 'the option "wait" is not known'],
  [["x", "y", { level: "warn" }], '"warn" is not a level'],
  [["x", "y", { level: "__proto__" }], '"__proto__" is not a level'],
  [["x", "y", { waitDuration: NaN }], 'the wait is "NaN"'],
  [["x", "y", { waitDuration: -1 }], 'the wait is "-1"'],
  [["x", "y", { waitDuration: Infinity }], 'the wait is "Infinity"'],
])("an alert of %j is refused", async (args, sentence) => {
  const { run, records } = await start();
  const send = (): void => {
    (run.alert as (...args: readonly unknown[]) => void)(...args);
  };
  expect(send).toThrow(UsageError);
  expect(send).toThrow(sentence);
  expect(records()).toEqual([]);
});

test("a run that is about to lose its machine says so", async () => {
  const { run, records } = await start();
  run.markPreempting();
  expect(records()).toEqual([{ type: "preempting" }]);
});

test("a finished run sends no alert and is not preempted", async () => {
  const { run } = await start();
  await run.finish();
  expect(() => run.alert("a", "b")).toThrow("it has finished");
  expect(() => run.markPreempting()).toThrow("it has finished");
});

test("a disabled run takes both and does nothing", async () => {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ mode: "disabled" });
  run.alert("a", "b");
  run.markPreempting();
  expect(world.fileSystem.statSync("/home/ada/wandb")).toBeUndefined();
});
