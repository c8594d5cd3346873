import { createRunFileReader } from "@stepwell/protocol";
import type { LogRecord } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import type { MemoryProcess } from "../testing/memory-host.ts";

function initIn(world: MemoryProcess, options: InitOptions = {}) {
  return createApi(() => world).init({ id: "abc", project: "p", ...options });
}

function readRun(world: MemoryProcess, folder: string) {
  const reader = createRunFileReader();
  const fold = createRunFold();
  const types: LogRecord["type"][] = [];
  reader.push(world.fileSystem.readFileSync(`${folder}/run-abc.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(event.reason);
    types.push(event.record.type);
    fold.apply(event.record);
  }
  return { types, rows: fold.takeRows(), console: fold.takeConsole(), state: fold.state };
}

async function twoWriters(options: InitOptions = {}) {
  const host = createMemoryHost();
  const [one, two] = [host.start(), host.start()];
  const first = await initIn(one, { config: { lr: 0.1 } });
  const second = await initIn(two, { config: { lr: 0.1 }, label: "rank1", ...options });
  return { host, one, two, first, second };
}

test("a secondary writer writes rows without steps, its runtime and its console, and its end", async () => {
  const { two, second, host } = await twoWriters();
  host.clock.advance(1500);
  second.log({ loss: 0.5 });
  second.log({ part: 1 }, { commit: false });
  second.log({ loss: 0.25 });
  second.writeLogs("hello");
  await second.finish();
  const { rows, console, types, state } = readRun(two, second.folder);
  expect(rows).toEqual([
    { loss: 0.5, _timestamp: expect.any(Number), _runtime: 1.5 },
    { part: 1, loss: 0.25, _timestamp: expect.any(Number), _runtime: 1.5 },
  ]);
  expect(console).toMatchObject([{ text: "hello" }]);
  expect(types).not.toContain("summary");
  expect(types).not.toContain("environment");
  expect(types).toContain("exit");
  expect(state.config).toEqual({
    _wandb: {
      stepwell: {
        writer: expect.any(String),
        version: expect.any(String),
        label: expect.stringMatching(/^test-host-\w{8}$/),
        role: "secondary",
      },
      stepwell_stats: expect.anything(),
    },
  });
  expect(state.telemetry?.features).toContain(67);
});

test("the primary writer of the same run goes on as if it were alone", async () => {
  const { one, first, second } = await twoWriters();
  first.log({ a: 1 });
  second.log({ b: 1 });
  first.log({ a: 2 });
  await first.finish();
  const { rows, state } = readRun(one, first.folder);
  expect(rows).toMatchObject([
    { a: 1, _step: 0 },
    { a: 2, _step: 1 },
  ]);
  expect(state.config).toMatchObject({ lr: 0.1 });
  expect(second.stats()).toMatchObject({ rowsLogged: 1, rowsWritten: 1, dropped: {} });
});

test("a step is ignored with one notice, and reading the step throws a sentence", async () => {
  const { two, second } = await twoWriters();
  const before = two.printed.length;
  second.log({ a: 1 }, { step: 7 });
  second.log({ a: 2 }, { step: 3 });
  expect(two.printed.slice(before)).toEqual([
    "Stepwell: log({ step }) is ignored here, since this run has several writers and the server numbers their rows.\n",
  ]);
  expect(second.stats().rowsWritten).toBe(2);
  expect(() => second.step).toThrow(
    '[core] Failed to read the step of the run "abc": it has several writers, and the server numbers their rows.',
  );
});

test("a silent secondary writer prints nothing", async () => {
  const { two, second } = await twoWriters({ silent: true });
  second.log({ a: 1 }, { step: 7 });
  await second.finish();
  expect(two.printed).toEqual([]);
});

test("the start block says that the run has other writers", async () => {
  const { one, two } = await twoWriters();
  expect(one.printed[0]).not.toContain("several writers");
  expect(two.printed[0]).toContain("one of several writers");
});

test("what only the primary writer can set is counted, and the end block tells", async () => {
  const { two, second } = await twoWriters();
  second.config["batch"] = 8;
  second.summary["best"] = 1;
  expect(second.summary["best"]).toBe(1);
  second.defineMetric("val", { stepMetric: "epoch" });
  second.log({ epoch: 3 });
  second.log({ val: 1 });
  await second.finish();
  expect(second.stats().dropped).toEqual({ "not-primary": 2 });
  expect(two.printed.at(-1)).toContain(
    "2 changes: only the primary writer of a run sets its config and summary",
  );
  const { rows, types } = readRun(two, second.folder);
  expect(rows.at(-1)).toMatchObject({ val: 1, epoch: 3 });
  expect(types).not.toContain("metric");
});

test("a primary writer that asked to be one of several has no steps either, and its config and summary", async () => {
  const host = createMemoryHost();
  const world = host.start();
  const run = await initIn(world, { mode: "shared", label: "rank0", config: { lr: 1 } });
  run.log({ a: 1 });
  run.summary["best"] = 2;
  expect(() => run.step).toThrow("several writers");
  await run.finish();
  const { rows, state } = readRun(world, run.folder);
  expect(rows[0]).not.toHaveProperty("_step");
  expect(state.summary).toMatchObject({ a: 1, best: 2 });
  expect(state.config).toMatchObject({ lr: 1, _wandb: { stepwell: { label: "rank0" } } });
});

test("two calls of init that do not wait for each other give one run", async () => {
  const api = createApi(() => host.start());
  const host = createMemoryHost();
  const [first, second] = await Promise.all([api.init({ id: "abc" }), api.init({ id: "abc" })]);
  expect(second).toBe(first);
});
