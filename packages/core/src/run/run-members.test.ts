import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { UsageError } from "../core-error.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import { runContents } from "../testing/run-contents.ts";
import type { RunContents } from "../testing/run-contents.ts";
import type { Run } from "./run.ts";

async function start(
  options: InitOptions = {},
): Promise<{ world: MemoryWorld; run: Run; file: () => RunContents }> {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ id: "r", project: "p", silent: true, ...options });
  return { world, run, file: () => runContents(world.fileSystem, run) };
}

describe("name, notes and tags", () => {
  test("are what init was told, and each change is a whole run record with the config as it is", async () => {
    const { run, file } = await start({ name: "n", notes: "o", tags: ["a"], config: { net: { x: 1 } } });
    expect([run.name, run.notes, run.tags]).toEqual(["n", "o", ["a"]]);
    run.config["lr"] = 1;
    (run.config["net"] as Record<string, unknown>)["x"] = 2;
    run.name = "n2";
    run.notes = "o2";
    run.tags = ["b", "b"];
    run.tags = "c";
    expect([run.name, run.notes, run.tags]).toEqual(["n2", "o2", ["c"]]);
    const { records, state } = file();
    expect(records.filter(({ type }) => type === "run")).toHaveLength(5);
    expect(state.run).toMatchObject({ displayName: "n2", notes: "o2", tags: ["c"], project: "p" });
    expect(state.config).toMatchObject({
      lr: 1,
      net: { x: 2 },
      _wandb: { stepwell: { writer: expect.any(String) as string } },
    });
  });

  test("a run without a name is called by its id", async () => {
    const { run } = await start();
    expect(run.name).toBe("r");
    run.name = "x";
    run.name = "";
    expect(run.name).toBe("r");
  });

  test.each([[[""]], [["ok", "x".repeat(65)]], [["ok", 5]], [[undefined]]])(
    "tags %j stay as they were, which is said",
    async (tags) => {
      const { run, world, file } = await start({ tags: ["a"], silent: false });
      const before = world.printed.length;
      run.tags = tags as string[];
      expect(run.tags).toEqual(["a"]);
      expect(world.printed.slice(before)).toEqual([
        expect.stringMatching(
          /^Stepwell: the tags of run "r" stay as they are: ".*" is not usable\. Give texts/,
        ),
      ]);
      expect(file().records.filter(({ type }) => type === "run")).toHaveLength(1);
    },
  );

  test("a list that was handed out can't change the run", async () => {
    const { run } = await start({ tags: ["a"] });
    expect(() => (run.tags as string[]).push("b")).toThrow(TypeError);
  });

  test.each([
    ["name", 5, 'Failed to rename the run: "5" is not text.'],
    ["notes", null, 'Failed to change the notes of the run: "null" is not text.'],
    ["tags", 5, 'Failed to change the tags of the run: "5" is not a list. Give a list of texts.'],
  ] as const)("%s = %j is refused", async (name, value, sentence) => {
    const { run } = await start();
    expect(() => Object.assign(run, { [name]: value })).toThrow(sentence);
  });

  test("can't be set after the end, and can be read", async () => {
    const { run } = await start({ name: "n" });
    await run.finish();
    for (const change of [{ name: "x" }, { notes: "x" }, { tags: ["x"] }]) {
      expect(() => Object.assign(run, change)).toThrow("it has finished");
    }
    expect(run.name).toBe("n");
  });

  test("the end block has the name that the run has then", async () => {
    const { run, world } = await start({ silent: false });
    run.name = "renamed";
    await run.finish();
    expect(world.printed.at(-1)).toContain('run "renamed" finished');
  });
});

describe("the other members", () => {
  test("say where the run comes from", async () => {
    const options = { entity: "e", group: "g", jobType: "j" };
    const { run, world } = await start(options);
    expect(run).toMatchObject({
      ...options,
      sweepId: "",
      path: "e/p/r",
      startTime: world.clock.now(),
      startingStep: 0,
      resumed: false,
      offline: true,
      disabled: false,
    });
    expect((await start()).run.path).toBe("p/r");
  });

  test("a disabled run has them too", async () => {
    const { run } = await start({ mode: "disabled", name: "n", tags: ["a"] });
    expect(run).toMatchObject({ name: "n", tags: ["a"], path: "p/r", offline: false, disabled: true });
    run.name = "x";
    run.tags = "y";
    run.pinConfigKeys(["a"]);
    expect([run.name, run.tags]).toEqual(["x", ["y"]]);
  });

  test("a sweep's id is in the run record", async () => {
    const world = createMemoryWorld({ env: { WANDB_SWEEP_ID: "s" } });
    const run = await createApi(() => world).init({ id: "r" });
    expect(run.sweepId).toBe("s");
    const { state } = runContents(world.fileSystem, run);
    expect(state.run?.sweepId).toBe("s");
  });

  test.each([
    ["id", 'Failed to set "id" of a run: it can only be read. Give it to init() when the run starts.'],
    ["step", 'Failed to set "step" of a run: it can only be read.'],
    ["disabled", 'Failed to set "disabled" of a run: it can only be read.'],
    ["nmae", 'Failed to set "nmae" of a run: a run has no such member. Set "name", "notes" or "tags"'],
    ["lr", "or put values into run.config or run.summary."],
    ["toString", "a run has no such member"],
  ])("%s can't be set", async (name, sentence) => {
    for (const mode of ["offline", "disabled"] as const) {
      const { run } = await start({ mode });
      const set = (): unknown => Object.assign(run, { [name]: 1 });
      expect(set).toThrow(UsageError);
      expect(set).toThrow(sentence);
    }
  });

  test("a call can be replaced, as tests do", async () => {
    const { run } = await start();
    const calls: unknown[] = [];
    run.log = (data) => void calls.push(data);
    run.log({ a: 1 });
    expect(calls).toEqual([{ a: 1 }]);
  });

  test("console.log shows what a run is and not its calls", async () => {
    const shown = inspect((await start()).run);
    expect(shown).toContain("id: 'r'");
    expect(shown).not.toContain("log:");
  });
});

test("pinned config keys stand beside the config", async () => {
  const { run, file } = await start();
  run.pinConfigKeys(["lr", "not there"]);
  expect(file().state.config["_wandb"]).toMatchObject({ pinned_keys: ["lr", "not there"] });
  for (const bad of ["lr", [1], undefined, [["lr"]]]) {
    expect(() => run.pinConfigKeys(bad as unknown as string[])).toThrow("Failed to pin config keys: ");
  }
  await run.finish();
  expect(() => run.pinConfigKeys([])).toThrow("it has finished");
});

test("a run that must resume is refused beside an active one, unless that is finished first", async () => {
  const world = createMemoryWorld();
  const { init } = createApi(() => world);
  await init({ id: "one", silent: true });
  await expect(init({ id: "one", resume: "must" })).rejects.toThrow(
    'it must resume, but run "one" is still active. Finish it first',
  );
});
