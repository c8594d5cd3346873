import { createRunFileEncoder } from "@stepwell/protocol";
import type { Json, LogRecord, RunRecord } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import { createRunHome } from "../testing/run-home.ts";
import type { RunHome } from "../testing/run-home.ts";
import type { Run } from "../run/run.ts";

async function firstSession(home: RunHome, rows = 5): Promise<Run> {
  const run = await home.start({
    config: { lr: 0.1, net: { x: 1 } },
    tags: ["a"],
    notes: "n",
    name: "first",
  });
  for (let step = 0; step < rows; step++) {
    home.world.clock.advance(1000);
    run.log({ loss: 1 / (step + 1) });
  }
  run.summary["best"] = 7;
  await run.finish();
  home.world.clock.advance(60_000);
  return run;
}

describe("resume without a server", () => {
  test("the start block says at which step the run goes on, and says nothing of a new one", async () => {
    const home = createRunHome();
    await firstSession(home);
    const { world } = home;
    await home.start({ resume: "allow", silent: false, world });
    expect(world.printed[0]).toContain("\n  goes on    at step 5\n");
    await home.start({ id: "new", resume: "allow", silent: false, world });
    expect(world.printed[1]).not.toContain("goes on");
  });

  test("goes on with step, time, config, summary and names of the newest run folder", async () => {
    const home = createRunHome();
    const before = await firstSession(home);
    const run = await home.start({ resume: "allow", config: { net: { y: 2 } } });
    expect(run.folder).not.toBe(before.folder);
    expect(run.step).toBe(0);
    expect(run.name).toBe("first");
    expect(run.config.toJSON()).toEqual({ lr: 0.1, net: { y: 2 } });
    expect(run.summary.toJSON()).toMatchObject({ loss: 0.2, best: 7, _step: 4 });
    home.world.clock.advance(500);
    run.log({ loss: 0.1 });
    expect(run.step).toBe(6);
    const { rows, state, records } = home.contents(run);
    expect(rows).toEqual([expect.objectContaining({ _step: 5, _runtime: 5.5, loss: 0.1 })]);
    expect(records.find(({ type }) => type === "run")).toMatchObject({
      startingStep: 5,
      resumed: true,
      runtime: 5,
      forked: false,
      displayName: "first",
      notes: "n",
      tags: ["a"],
    });
    expect(state.summary).toMatchObject({ loss: 0.1, best: 7, _step: 5 });
    expect(state.config).toMatchObject({ lr: 0.1, net: { y: 2 } });
    await run.finish();
    const again = await home.start({ resume: "must" });
    again.log({ loss: 0 });
    expect(home.contents(again).rows).toEqual([expect.objectContaining({ _step: 6 })]);
  });

  test("tags, notes and a name that are given replace those of before", async () => {
    const home = createRunHome();
    await firstSession(home);
    const run = await home.start({ resume: "allow", tags: ["b"], notes: "m", name: "second" });
    const record = home.contents(run).records.find(({ type }) => type === "run");
    expect(record).toMatchObject({ tags: ["b"], notes: "m", displayName: "second" });
  });

  test("a session that logged nothing changes no step, and one that was killed counts as far as it came", async () => {
    const home = createRunHome();
    await firstSession(home);
    await (await home.start({ resume: "allow" })).finish();
    const killed = await home.start({ resume: "allow" });
    killed.log({ loss: 3 });
    home.world.fileSystem.removeSync(`${killed.folder}/run-abc.wandb.lock`);
    const run = await home.start({ resume: "allow" });
    run.log({ loss: 4 });
    expect(home.contents(run).rows).toEqual([expect.objectContaining({ _step: 6 })]);
    expect(home.contents(run).records.find(({ type }) => type === "run")).toMatchObject({ startingStep: 6 });
  });

  test("W&B's own sync finds the step beside the run file", async () => {
    const home = createRunHome();
    const before = await firstSession(home);
    const run = await home.start({ resume: "allow" });
    const { fileSystem } = home.world;
    const state = fileSystem.readFileSync(`${run.folder}/run-abc.wandb.syncstate`);
    expect(JSON.parse(new TextDecoder().decode(state))).toEqual({
      starting_step: 5,
      starting_runtime: 5,
    });
    expect(fileSystem.statSync(`${before.folder}/run-abc.wandb.syncstate`)).toBeUndefined();
  });

  test.each([
    { resume: "allow", exists: false, step: 0 },
    { resume: "auto", exists: false, step: 0 },
    { resume: "never", exists: false, step: 0 },
    { resume: false, exists: true, step: 0 },
    { resume: "allow", exists: true, step: 5 },
    { resume: "auto", exists: true, step: 5 },
    { resume: "must", exists: true, step: 5 },
  ] as const)("$resume with a run that exists: $exists", async ({ resume, exists, step }) => {
    const home = createRunHome();
    if (exists) await firstSession(home);
    const run = await home.start({ resume });
    run.log({ a: 1 });
    expect(home.contents(run).rows).toEqual([expect.objectContaining({ _step: step })]);
  });

  test("must refuses a run that is not there, never one that is", async () => {
    const home = createRunHome();
    await expect(home.start({ resume: "must" })).rejects.toThrow('there is no run "abc" in "/home/ada"');
    await firstSession(home);
    await expect(home.start({ resume: "never" })).rejects.toThrow(
      'there is a run "abc" in "/home/ada" already',
    );
    await expect(home.start({ resume: "must", project: "q" })).rejects.toThrow('there is no run "abc"');
  });

  test("a run that another process writes is not resumed", async () => {
    const host = createMemoryHost();
    const start = (options: InitOptions) =>
      createApi(() => host.start()).init({ id: "abc", silent: true, ...options });
    await start({});
    await expect(start({ resume: "allow" })).rejects.toThrow('another process writes the run "abc"');
    await expect(start({ resume: "allow" })).rejects.toMatchObject({ runId: "abc", reason: "busy" });
    const beside = await start({ resume: "allow", mode: "shared" });
    expect(beside.folder).toMatch(/-1$/);
  });

  test("broken, foreign and empty run folders are passed over", async () => {
    const home = createRunHome();
    await firstSession(home);
    const { fileSystem } = home.world;
    const files = {
      "offline-run-29990101_000000-abc": new TextEncoder().encode("not a run file"),
      "offline-run-29990101_000001-abc": new Uint8Array(0),
      "offline-run-29990101_000002-abc-x": new Uint8Array(40_000),
      "run-29990101_000003-abc": new Uint8Array(40_000),
    };
    for (const [name, bytes] of Object.entries(files)) {
      fileSystem.makeFolderSync(`/home/ada/wandb/${name}`);
      fileSystem.writeFileSync(`/home/ada/wandb/${name}/run-abc.wandb`, bytes);
    }
    fileSystem.makeFolderSync("/home/ada/wandb/offline-run-29990101_000004-abc/run-abc.wandb");
    const run = await home.start({ resume: "must" });
    run.log({ a: 1 });
    expect(home.contents(run).rows).toEqual([expect.objectContaining({ _step: 5 })]);
  });
});

describe("a run file that means harm", () => {
  function runFile(...records: LogRecord[]): Uint8Array {
    const encoder = createRunFileEncoder();
    const parts = [encoder.header(), ...records.map((record) => encoder.encode(record).slice())];
    return Uint8Array.from(parts.flatMap((part) => [...part]));
  }

  async function resumed(change: Partial<RunRecord>, ...records: LogRecord[]): Promise<RunRecord> {
    const home = createRunHome();
    const before = await firstSession(home, 1);
    const first = home.contents(before).records.find(({ type }) => type === "run") as RunRecord;
    const path = `${before.folder}/run-abc.wandb`;
    home.world.fileSystem.writeFileSync(path, runFile({ ...first, ...change }, ...records));
    const run = await home.start({ resume: "must" });
    run.log({ a: 1 });
    await run.finish();
    return home.contents(run).records.find(({ type }) => type === "run") as RunRecord;
  }

  const row = (step: Json, runtime: Json = 1): LogRecord => ({
    type: "history",
    items: [
      { path: ["_step"], value: step },
      { path: ["_runtime"], value: runtime },
    ],
  });

  test.each([[-5], [NaN], [Infinity], [2 ** 53 - 1], [1e300], ["7"], [null], [[3]], [0.5]])(
    "a step of %j is not counted on from",
    async (step) => {
      expect(await resumed({}, row(2), row(step))).toMatchObject({ startingStep: 3 });
    },
  );

  test.each([[NaN], [-1e300], [1e300], ["5"]])("a time of %j is not gone on from", async (runtime) => {
    expect(await resumed({}, row(0, 4), row(1, runtime))).toMatchObject({ runtime: 4, startingStep: 2 });
  });

  test("a starting step, times and tags that make no sense are passed over", async () => {
    const change = { startingStep: -7, runtime: -3, tags: ["ok", "", "x".repeat(65)] };
    expect(await resumed(change)).toMatchObject({ startingStep: 0, runtime: 0, tags: ["ok"] });
  });

  test("keys of objects are only keys", async () => {
    const change = { config: [{ path: ["__proto__", "x"], value: 1 }] };
    const summary: LogRecord = {
      type: "summary",
      update: [{ path: ["__proto__", "y"], value: 2 }],
      remove: [],
    };
    await resumed(change, summary);
    expect({}).not.toHaveProperty("x");
    expect({}).not.toHaveProperty("y");
  });
});

describe('resume: "auto"', () => {
  const left = "/home/ada/wandb/wandb-resume.json";
  const text = (world: MemoryWorld): string => new TextDecoder().decode(world.fileSystem.readFileSync(left));

  test("goes on with the run that did not end well, until one does", async () => {
    const home = createRunHome();
    const failed = await createApi(() => home.world).init({ resume: true, silent: true });
    expect(text(home.world)).toBe(JSON.stringify({ run_id: failed.id }));
    failed.log({ a: 1 });
    await failed.finish({ exitCode: 1 });
    const run = await createApi(() => home.world).init({ resume: "auto", silent: true });
    expect(run.id).toBe(failed.id);
    run.log({ a: 2 });
    expect(run.step).toBe(2);
    await run.finish();
    expect(home.world.fileSystem.statSync(left)).toBeUndefined();
    const next = await createApi(() => home.world).init({ resume: "auto", silent: true });
    expect(next.id).not.toBe(run.id);
  });

  test("a given id wins, and the start block says so", async () => {
    const home = createRunHome();
    await (await home.start({ resume: "auto" })).finish({ exitCode: 2 });
    await createApi(() => home.world).init({ id: "other", resume: "auto" });
    expect(home.world.printed.join("")).toContain('The run "abc" did not end well and is not resumed');
    expect(text(home.world)).toBe('{"run_id":"other"}');
  });

  test("the file is left alone by runs without it", async () => {
    const home = createRunHome();
    await (await home.start({ resume: "auto" })).finish({ exitCode: 2 });
    await (await home.start({ id: "other" })).finish();
    expect(text(home.world)).toBe('{"run_id":"abc"}');
  });

  test.each([
    "",
    "{",
    "null",
    "[]",
    '{"run_id":5}',
    '{"run_id":""}',
    '{"run_id":"a/b"}',
    `"${"x".repeat(5000)}"`,
  ])("a file that holds %j names no run", async (content) => {
    const home = createRunHome();
    home.world.fileSystem.makeFolderSync("/home/ada/wandb");
    home.world.fileSystem.writeFileSync(left, new TextEncoder().encode(content));
    const run = await createApi(() => home.world).init({ resume: "auto", silent: true });
    expect(text(home.world)).toBe(JSON.stringify({ run_id: run.id }));
  });
});
