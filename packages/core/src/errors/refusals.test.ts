import { describe, expect, test } from "vitest";
import { Artifact } from "../artifacts/artifact.ts";
import { createApi } from "../create-api.ts";
import type { Api } from "../create-api.ts";
import { Audio } from "../media/audio.ts";
import { Image } from "../media/image.ts";
import { Table } from "../media/table.ts";
import { Video } from "../media/video.ts";
import type { Run } from "../run/run.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";

/** Who calls what, and the class and facts of what it gets. */
interface Refusal<Caller> {
  readonly call: string;
  readonly make: (caller: Caller) => unknown;
  readonly facts: object;
}

function finished(runId: string): object {
  return { name: "RunFinishedError", runId };
}

function option(name: string): object {
  return { name: "OptionError", option: name };
}

/** What a call throws or rejects with. */
async function refusalOf(make: () => unknown): Promise<unknown> {
  try {
    await make();
    return "nothing";
  } catch (error) {
    return error;
  }
}

async function start(options: InitOptions = {}): Promise<{ world: MemoryWorld; run: Run }> {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ id: "r", project: "p", silent: true, ...options });
  return { world, run };
}

const cycle: { self?: unknown } = {};
cycle.self = cycle;

const WRONG_CALLS: readonly Refusal<Run>[] = [
  { call: "log, no object", make: (run) => run.log(1 as never), facts: { name: "UsageError" } },
  {
    call: "log, an unknown option",
    make: (run) => run.log({ a: 1 }, { stp: 1 } as never),
    facts: option("stp"),
  },
  {
    call: "log, a step that is none",
    make: (run) => run.log({ a: 1 }, { step: 0.5 }),
    facts: option("step"),
  },
  {
    call: "log, a cycle",
    make: (run) => run.log({ ok: 1, net: cycle }),
    facts: { name: "ValueError", key: "net", purpose: "log" },
  },
  {
    call: "log, a step that is past",
    make: (run) => run.log({ a: 1 }, { step: 3 }),
    facts: { name: "StepTooLowError", step: 3, current: 6 },
  },
  {
    call: "log, media of a missing file",
    make: (run) => run.log({ heard: new Audio("gone.wav") }),
    facts: { name: "FileError", path: "gone.wav", code: "ENOENT" },
  },
  {
    call: "config, a value that would change",
    make: (run) => run.config.update({ seed: 1, lr: 2 }),
    facts: { name: "ConfigError", key: "lr" },
  },
  {
    call: "config, a value without a JSON form",
    make: (run) => run.config.update({ net: Symbol("x") }),
    facts: { name: "ValueError", key: "net", purpose: "config" },
  },
  {
    call: "summary, a value without a JSON form",
    make: (run) => run.summary.update({ net: cycle }),
    facts: { name: "ValueError", key: "net", purpose: "summary" },
  },
  {
    call: "defineMetric, an unknown option",
    make: (run) => run.defineMetric("loss", { sumary: "max" } as never),
    facts: option("sumary"),
  },
  {
    call: "alert, no level",
    make: (run) => run.alert("t", "x", { level: "BAD" as never }),
    facts: option("level"),
  },
  {
    call: "alert, no wait",
    make: (run) => run.alert("t", "x", { waitDuration: -1 }),
    facts: option("waitDuration"),
  },
  {
    call: "save, no policy",
    make: (run) => run.save("*.bin", { policy: "x" as never }),
    facts: option("policy"),
  },
  { call: "finish, no exit code", make: (run) => run.finish({ exitCode: 0.5 }), facts: option("exitCode") },
  { call: "finish, no timeout", make: (run) => run.finish({ timeout: -1 }), facts: option("timeout") },
  {
    call: "logArtifact, a missing path",
    make: (run) => run.logArtifact("gone.csv"),
    facts: { name: "FileError", path: "/home/ada/gone.csv", code: "ENOENT" },
  },
  {
    call: "logArtifact, an unknown option",
    make: (run) => run.logArtifact("x", { alias: "a" } as never),
    facts: option("alias"),
  },
  {
    call: "useArtifact, without a server",
    make: (run) => run.useArtifact("mnist:latest"),
    facts: { name: "DeliveryError", status: 0, retryable: true },
  },
];

describe("what a run refuses, by class and facts", () => {
  test.each(WRONG_CALLS)("$call", async ({ make, facts }) => {
    const { run } = await start({ steps: "strict", config: { lr: 1 } });
    run.log({ a: 1 }, { step: 5, commit: true });
    expect(await refusalOf(() => make(run))).toMatchObject(facts);
  });
});

const LATE_CALLS: readonly Refusal<Run>[] = [
  { call: "log", make: (run) => run.log({ a: 1 }), facts: finished("r") },
  { call: "config", make: (run) => (run.config["lr"] = 1), facts: finished("r") },
  { call: "summary", make: (run) => (run.summary["best"] = 1), facts: finished("r") },
  { call: "name", make: (run) => (run.name = "n"), facts: finished("r") },
  { call: "notes", make: (run) => (run.notes = "n"), facts: finished("r") },
  { call: "tags", make: (run) => (run.tags = ["n"]), facts: finished("r") },
  { call: "defineMetric", make: (run) => run.defineMetric("loss"), facts: finished("r") },
  { call: "alert", make: (run) => run.alert("t", "x"), facts: finished("r") },
  { call: "save", make: (run) => run.save("*.bin"), facts: finished("r") },
  { call: "markPreempting", make: (run) => run.markPreempting(), facts: finished("r") },
  { call: "beforeFinish", make: (run) => run.beforeFinish(() => undefined), facts: finished("r") },
  { call: "pinConfigKeys", make: (run) => run.pinConfigKeys(["lr"]), facts: finished("r") },
  { call: "logArtifact", make: (run) => run.logArtifact("x"), facts: finished("r") },
  { call: "useArtifact", make: (run) => run.useArtifact("x"), facts: finished("r") },
  { call: "logCode", make: (run) => run.logCode(), facts: finished("r") },
];

describe("a run that has finished refuses", () => {
  test.each(LATE_CALLS)("$call", async ({ make, facts }) => {
    const { run } = await start();
    await run.finish();
    expect(await refusalOf(() => make(run))).toMatchObject(facts);
  });
});

const EARLY_CALLS: readonly Refusal<Api>[] = [
  { call: "log", make: (api) => api.log({ a: 1 }), facts: { member: "log" } },
  { call: "defineMetric", make: (api) => api.defineMetric("a"), facts: { member: "defineMetric" } },
  { call: "logArtifact", make: (api) => api.logArtifact("a"), facts: { member: "logArtifact" } },
  { call: "useArtifact", make: (api) => api.useArtifact("a"), facts: { member: "useArtifact" } },
  { call: "config", make: (api) => api.config["lr"], facts: { member: "config" } },
  { call: "summary", make: (api) => (api.summary["best"] = 1), facts: { member: "summary" } },
];

describe("before init there is no run for", () => {
  test.each(EARLY_CALLS)("$call", async ({ make, facts }) => {
    const api = createApi(() => createMemoryWorld());
    expect(await refusalOf(() => make(api))).toMatchObject({ name: "NoRunError", ...facts });
  });
});

const WRONG_OPTIONS: readonly (readonly [options: object, facts: object])[] = [
  [{ projct: "x" }, option("projct")],
  [{ project: "a/b" }, option("project")],
  [{ id: " a" }, option("id")],
  [{ tags: [""] }, option("tags")],
  [{ mode: "offlin" }, option("mode")],
  [{ mode: "online" }, option("baseUrl")],
  [{ baseUrl: "nonsense" }, option("baseUrl")],
  [{ baseUrl: "http://s", apiKey: "a b" }, option("apiKey")],
  [{ stats: 5 }, option("stats")],
  [{ stats: { intervalSeconds: 0 } }, option("stats")],
  [{ resumeFrom: "r" }, option("resumeFrom")],
  [{ forkFrom: "r" }, option("forkFrom")],
  [{ resume: "must", forkFrom: "a?_step=1" }, option("forkFrom")],
  [{ resume: "must", resumeFrom: "a?_step=1" }, option("resumeFrom")],
  [{ id: "a", resumeFrom: "b?_step=1" }, option("id")],
  [{ config: "gone.yaml" }, { name: "FileError", path: "/home/ada/gone.yaml", code: "ENOENT" }],
  [{ config: "broken.json" }, { name: "FileError", path: "/home/ada/broken.json", code: undefined }],
  [{ config: { a: cycle } }, { name: "ValueError", key: "a", purpose: "config" }],
  [
    { id: "gone", resume: "must" },
    { name: "ResumeError", runId: "gone", reason: "missing" },
  ],
  [
    { id: "there", resume: "never" },
    { name: "ResumeError", runId: "there", reason: "exists" },
  ],
  [{ resumeFrom: "gone?_step=1" }, { name: "ResumeError", runId: "gone", reason: "missing" }],
  [{ forkFrom: "there?_step=9" }, { name: "ResumeError", runId: "there", reason: "no-step" }],
];

describe("what init refuses, by class and facts", () => {
  test.each(WRONG_OPTIONS)("%j", async (options, facts) => {
    const { world, run } = await start({ id: "there" });
    run.log({ a: 1 });
    await run.finish();
    world.fileSystem.writeFileSync("/home/ada/broken.json", new TextEncoder().encode("{"));
    const { init } = createApi(() => world);
    const error = await refusalOf(() => init({ project: "p", silent: true, ...options }));
    expect(error).toMatchObject(facts);
  });

  test("a variable that makes no sense, by the name of its option", async () => {
    const world = createMemoryWorld({ env: { WANDB_RUN_ID: "a:b", WANDB_MODE: "offline" } });
    expect(await refusalOf(() => createApi(() => world).init())).toMatchObject(option("id"));
  });

  test("a folder that can't be made", async () => {
    const world = createMemoryWorld();
    world.fileSystem.writeFileSync("/home/ada/wandb", new Uint8Array());
    const facts = {
      name: "FileError",
      path: expect.stringContaining("/home/ada/wandb") as string,
      code: expect.stringMatching(/^E[A-Z]+$/) as string,
    };
    expect(await refusalOf(() => createApi(() => world).init())).toMatchObject(facts);
  });

  test("to resume a run beside an active one", async () => {
    const api = createApi(() => createMemoryWorld());
    await api.init({ id: "first", project: "p", silent: true });
    const error = await refusalOf(() => api.init({ id: "first", resume: "must", reinit: "return_previous" }));
    expect(error).toMatchObject({ name: "ResumeError", runId: "first", reason: "active" });
  });
});

describe("what an artifact refuses, by class and facts", () => {
  test.each([
    [{ name: "a b", type: "t" }, option("name")],
    [{ name: "a", type: "" }, option("type")],
    [{ name: "a", type: "job" }, option("type")],
    [{ name: "a", type: "t", description: 5 }, option("description")],
    [{ name: "a", type: "t", nme: 5 }, option("nme")],
  ])("%j", async (options, facts) => {
    expect(await refusalOf(() => new Artifact(options as never))).toMatchObject(facts);
  });

  test("to change once it is logged, and to wait before", async () => {
    const { run } = await start();
    const artifact = new Artifact({ name: "a", type: "t" });
    expect(await refusalOf(() => artifact.wait())).toMatchObject({
      name: "ArtifactError",
      artifact: "a",
      reason: "not-logged",
    });
    await run.logArtifact(artifact);
    expect(await refusalOf(() => artifact.addBytes("x", { name: "x" }))).toMatchObject({
      name: "ArtifactError",
      artifact: "a",
      reason: "sealed",
    });
  });
});

test.each([
  ["an image", () => new Image("a.png", { captoin: "c" } as never), "captoin"],
  ["a video", () => new Video("a.mp4", { caption: 5 } as never), "caption"],
  ["a table", () => new Table({ logMode: "immutable" } as never), "logMode"],
  ["a table of types", () => new Table({ columns: ["x"], dtype: [] }), "dtype"],
])("%s refuses an option by its name", async (_, make, name) => {
  expect(await refusalOf(make)).toMatchObject(option(name));
});

test("flush says which disk refused what was logged, and why", async () => {
  const { world, run } = await start();
  world.fileSystem.fail({ afterBytes: 0, code: "ENOSPC" });
  run.log({ a: 1 });
  expect(await refusalOf(() => run.flush())).toMatchObject({
    name: "DiskError",
    path: run.folder,
    code: "ENOSPC",
  });
});
