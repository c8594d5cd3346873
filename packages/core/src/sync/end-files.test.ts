import { createMemoryFileSystem } from "@stepwell/effects/testing";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import type { Json, JsonObject } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { RunState } from "@stepwell/runlog";
import { beforeEach, expect, test } from "vitest";
import { loadYamlLibrary } from "#libraries";
import { createApi } from "../create-api.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { configUpload } from "./config-upload.ts";
import { configYaml } from "./config-yaml.ts";
import { writeEndFiles } from "./end-files.ts";
import { createRunReader } from "./run-reader.ts";

let fileSystem: MemoryFileSystem;

beforeEach(() => {
  fileSystem = createMemoryFileSystem();
  fileSystem.makeFolderSync("/files");
});

const textOf = (name: string): string => new TextDecoder().decode(fileSystem.readFileSync(`/files/${name}`));

/** The state of a run that logged a little. */
async function finishedState(config: object = {}): Promise<RunState> {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ id: "abc", silent: true, config });
  run.log({ acc: 0.5, bad: NaN, x: { y: 1 } });
  await run.finish();
  const path = `${run.folder}/run-abc.wandb`;
  const reader = createRunReader({ path, fileSystem: world.fileSystem });
  while (await reader.read());
  return reader.state;
}

function write(state: RunState): ReturnType<typeof writeEndFiles> {
  return writeEndFiles({ filesFolder: "/files", fileSystem, state, config: configUpload(state) });
}

test("machine, config and summary are written as W&B's client writes them", async () => {
  const state = await finishedState({ lr: 0.1, layers: [1, { units: 2 }], name: "123", none: null });
  expect(await write(state)).toEqual({
    names: ["wandb-metadata.json", "config.yaml", "wandb-summary.json"],
    problems: [],
  });
  const metadata = textOf("wandb-metadata.json");
  expect(metadata.startsWith('{\n  "os": "Test-1.0-x64",\n  "python": "Test 1.0",\n')).toBe(true);
  expect(JSON.parse(metadata)).toMatchObject({ memory: { total: "8589934592" }, cpu_count: 2 });
  expect(metadata).not.toMatch(/: (""|0|null|\[\]|\{\})/);
  const yaml = textOf("config.yaml");
  expect(yaml.slice(yaml.indexOf("layers:"))).toBe(
    [
      "layers:",
      "    value:",
      "        - 1",
      "        - units: 2",
      "lr:",
      "    value: 0.1",
      "name:",
      '    value: "123"',
      "none:",
      "    value: null",
      "",
    ].join("\n"),
  );
  const summary = textOf("wandb-summary.json");
  expect(summary).toContain('"bad":NaN');
  expect(summary).toContain('"x":{"y":1}');
  expect(summary).not.toContain("\n");
});

test.each<[Json, string]>([
  [1e20, "100000000000000000000"],
  [3, "3"],
  [-0.5, "-0.5"],
  [NaN, ".nan"],
  [-Infinity, "-.inf"],
  [true, "true"],
  ["true", '"true"'],
  ["", '""'],
  ["a: b", '"a: b"'],
  ["two\nlines", "|-\n        two\n        lines"],
  [{}, "{}"],
  [[], "[]"],
  ["x".repeat(200), "x".repeat(200)],
])("the config value %j is YAML that reads back", (value, text) => {
  const { parse } = loadYamlLibrary();
  const yaml = configYaml({ k: { value } });
  expect(yaml).toBe(`k:\n    value: ${text}\n`);
  expect(parse(yaml)).toEqual({ k: { value } });
});

test("config keys are in order, numbers in them too", () => {
  const config: JsonObject = { b: 1, a10: 1, a2: 1, _wandb: 1, "a.b": 1 };
  const keys = configYaml(config)
    .split("\n")
    .map((line) => line.split(":")[0]);
  expect(keys).toEqual(["_wandb", "a.b", "a2", "a10", "b", ""]);
});

test("files that another client keeps are left alone, ours are replaced", async () => {
  fileSystem.writeFileSync("/files/config.yaml", new TextEncoder().encode("old"));
  const theirs = createRunFold().state;
  expect((await write(theirs)).names).toEqual(["config.yaml", "wandb-summary.json"]);
  expect(textOf("config.yaml")).toBe("old");
  await write(await finishedState());
  expect(textOf("config.yaml")).toMatch(/^_wandb:\n/);
});

test("a disk that refuses one is a sentence, and the others are written", async () => {
  fileSystem.fail({ afterBytes: 0, path: "config.yaml" });
  const { names, problems } = await write(await finishedState());
  expect(names).toEqual(["wandb-metadata.json", "wandb-summary.json"]);
  expect(problems).toEqual(['[core] Failed to write "config.yaml": ENOSPC. Its content is in the run file.']);
});
