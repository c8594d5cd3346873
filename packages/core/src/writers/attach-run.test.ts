import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { Image } from "../media/image.ts";
import type { OpenKeys } from "../run/log-data.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryChannel } from "../testing/memory-channel.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { World } from "../world.ts";
import { attachRun } from "./attach-run.ts";
import type { RunHandle } from "./thread-port.ts";

/** A run, and another thread's side of it. */
async function sharedRun(options: InitOptions = {}) {
  const channel = createMemoryChannel();
  const memory = createMemoryWorld();
  // A memory channel stands for the host's, whose handles are message ports.
  const threads = { open: () => ({ near: channel.near, far: channel.far as unknown as RunHandle }) };
  const world: World = { ...memory, threads };
  const run = await createApi(() => world).init({ id: "abc", config: { lr: 0.1 }, ...options });
  run.share();
  const attaching = attachRun<OpenKeys>(channel.far, memory);
  channel.deliver();
  return { channel, memory, run, thread: await attaching };
}

function readRun({ fileSystem }: World, folder: string) {
  const reader = createRunFileReader();
  const fold = createRunFold();
  reader.push(fileSystem.readFileSync(`${folder}/run-abc.wandb`));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(event.reason);
    fold.apply(event.record);
  }
  return { rows: fold.takeRows(), console: fold.takeConsole(), state: fold.state };
}

/** Posts happen at the end of the task that made the calls. */
async function settle(channel: { deliver(): void }): Promise<void> {
  await Promise.resolve();
  channel.deliver();
}

test("rows of both threads are in the file, in the order of each, with steps of the run", async () => {
  const { channel, memory, run, thread } = await sharedRun();
  run.log({ a: 1 });
  memory.clock.advance(1500);
  thread.log({ b: 1 });
  thread.log({ b: 2, nested: { c: true } });
  await settle(channel);
  run.log({ a: 2 });
  await run.finish();
  const { rows } = readRun(memory, run.folder);
  expect(rows).toEqual([
    { a: 1, _step: 0, _runtime: 0, _timestamp: expect.any(Number) },
    { b: 1, _step: 1, _runtime: 1.5, _timestamp: memory.clock.now() / 1000 },
    { b: 2, nested: { c: true }, _step: 2, _runtime: 1.5, _timestamp: expect.any(Number) },
    { a: 2, _step: 3, _runtime: 1.5, _timestamp: expect.any(Number) },
  ]);
});

test("what a thread holds is its own, and so is what the owner holds", async () => {
  const { channel, memory, run, thread } = await sharedRun();
  run.log({ a: 1 }, { commit: false });
  thread.log({ b: 1 }, { commit: false });
  thread.log({ b2: 1 });
  thread.log({ c: 1 }, { step: 7 });
  thread.log({ c2: 1 }, { step: 7 });
  thread.log({ d: 1 }, { step: 9, commit: true });
  await settle(channel);
  expect(run.stats().pending).toBe(0);
  await run.finish();
  const rows = readRun(memory, run.folder).rows.map(({ _timestamp, _runtime, ...row }) => row);
  expect(rows).toEqual([
    { b: 1, b2: 1, _step: 0 },
    { a: 1, _step: 1 },
    { c: 1, c2: 1, _step: 7 },
    { d: 1, _step: 9 },
  ]);
});

test("flush resolves when the owner has written, and stats tell what it has not", async () => {
  const { channel, run, thread } = await sharedRun();
  thread.log({ a: 1 });
  thread.log({ a: 2 });
  let isFlushed = false;
  const flushed = thread.flush().then(() => (isFlushed = true));
  await Promise.resolve();
  expect(thread.stats()).toMatchObject({ rowsLogged: 2, rowsWritten: 0, pending: 2 });
  expect(isFlushed).toBe(false);
  const delivering = setInterval(() => channel.deliver());
  await flushed;
  clearInterval(delivering);
  expect(run.stats().rowsWritten).toBe(2);
  expect(thread.stats()).toMatchObject({ rowsLogged: 2, rowsWritten: 2, pending: 0, values: 2 });
});

test("definitions, summary, config, alerts and console lines reach the run", async () => {
  const { channel, memory, run, thread } = await sharedRun();
  thread.defineMetric("loss", { summary: "min" });
  thread.log({ loss: 1 });
  thread.log({ loss: 2 });
  thread.summary["best"] = 0.5;
  thread.config["batch"] = { size: 8 };
  thread.alert("done", "it is");
  thread.writeLogs("from the thread");
  expect(thread.config["lr"]).toBe(0.1);
  await settle(channel);
  expect(run.config["batch"]).toEqual({ size: 8 });
  expect(run.summary.toJSON()).toMatchObject({ loss: { min: 1 }, best: 0.5 });
  await run.finish();
  const { state, console } = readRun(memory, run.folder);
  expect(state.config).toMatchObject({ lr: 0.1, batch: { size: 8 } });
  expect(state.summary).toMatchObject({ loss: { min: 1 }, best: 0.5 });
  expect(console).toMatchObject([{ text: "from the thread" }]);
});

test("media are written by the thread, below the run's files", async () => {
  const { channel, memory, run, thread } = await sharedRun();
  thread.log({ picture: new Image(new Uint8Array(4), { shape: [2, 2] }) });
  await settle(channel);
  await run.finish();
  const { rows, state } = readRun(memory, run.folder);
  const { path } = (rows[0] ?? {})["picture"] as { path: string };
  expect(state.files).toContain(path);
  expect(memory.fileSystem.statSync(`${run.dir}/${path}`)?.kind).toBe("file");
});

test("misuse throws where it happens, with the sentences of the run itself", async () => {
  const { thread } = await sharedRun();
  expect(() => thread.log({ a: Symbol("x") })).toThrow('[core] Failed to encode "a" for the log');
  expect(() => thread.log({ a: 1 }, { step: 1.5 })).toThrow('the step is "1.5"');
  expect(() => thread.defineMetric("a", { summary: "median" as "mean" })).toThrow("median");
  expect(() => thread.config.update({ lr: 5 })).toThrow('"lr" is set already');
  expect(thread.stats()).toMatchObject({ rowsLogged: 0, dropped: {} });
});

test("a step that others have passed is dropped and counted by the owner", async () => {
  for (const steps of ["monotonic", "strict"] as const) {
    const { channel, run, thread } = await sharedRun({ steps });
    run.log({ a: 1 }, { step: 10, commit: true });
    thread.log({ b: 1 }, { step: 3, commit: true });
    await settle(channel);
    expect(run.stats().dropped).toEqual({ "step-too-low": 1 });
  }
});

test("what has arrived when the owner finishes is written, the rest is counted on both sides", async () => {
  const { channel, memory, run, thread } = await sharedRun();
  thread.log({ a: 1 });
  await Promise.resolve();
  thread.log({ a: 2 });
  await run.finish();
  expect(readRun(memory, run.folder).rows).toMatchObject([{ a: 1 }]);
  await settle(channel);
  thread.log({ a: 3 });
  expect(thread.stats()).toMatchObject({
    rowsLogged: 3,
    rowsWritten: 1,
    pending: 0,
    dropped: { thread: 2 },
  });
  expect(run.stats().dropped).toEqual({ thread: 1 });
  await thread.flush();
  await thread.detach();
});

test("a thread whose owner has ended waits for nobody and counts what was not written", async () => {
  const { channel, thread } = await sharedRun();
  thread.log({ a: 1 });
  const flushed = thread.flush();
  channel.near.close();
  await flushed;
  thread.log({ a: 2 });
  await thread.flush();
  expect(thread.stats()).toMatchObject({ rowsWritten: 0, pending: 0, dropped: { thread: 2 } });
});

test("a handle that nobody stands behind is refused with a sentence", async () => {
  const channel = createMemoryChannel();
  const attaching = attachRun(channel.far, createMemoryWorld());
  channel.near.close();
  await expect(attaching).rejects.toThrow("[core] Failed to attach to a run: its handle was used already");
});

test("a disabled run is shared like any other, and takes nothing", async () => {
  const { thread, run } = await sharedRun({ mode: "disabled" });
  thread.log({ a: 1 });
  await thread.flush();
  expect(thread.stats().dropped).toEqual({});
  await run.finish();
});

test("where there are no threads, and after the end, sharing throws a sentence", async () => {
  const run = await createApi(() => createMemoryWorld()).init({ id: "abc" });
  expect(() => run.share()).toThrow('[core] Failed to share the run "abc": this host has no worker threads.');
  await run.finish();
  expect(() => run.share()).toThrow("it has finished");
});
