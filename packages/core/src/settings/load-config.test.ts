import { describe, expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { MemoryWorld } from "../testing/memory-world.ts";
import type { InitOptions } from "./init-options.ts";

interface Place {
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

function worldWith({ env = {}, files = {} }: Place): MemoryWorld {
  const world = createMemoryWorld({ env });
  for (const [path, content] of Object.entries(files)) {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    world.fileSystem.writeFileSync(`/home/ada/${path}`, bytes);
  }
  return world;
}

async function configOf(options: InitOptions, place: Place = {}): Promise<object> {
  const run = await createApi(() => worldWith(place)).init({ ...options, silent: true });
  return run.config.toJSON();
}

describe("a config file", () => {
  test.each<[string, string, string, object]>([
    ["of plain YAML", "c.yaml", "lr: 1e-3\nnet:\n  layers: [1, 2]\n", { lr: 0.001, net: { layers: [1, 2] } }],
    [
      "as W&B writes it",
      "c.yaml",
      "wandb_version: 1\n_wandb:\n  value: {t: 1}\nlr:\n  value: 0.1\n  desc: null\nnet: {value: {a: 1}}\n",
      { lr: 0.1, net: { a: 1 } },
    ],
    ["as W&B writes it, without a version", "c.yml", "lr:\n  value: 0.1\n", { lr: 0.1 }],
    ["of JSON", "c.json", '{"lr": 0.1, "inf": Infinity}', { lr: 0.1, inf: Infinity }],
    ["of JSON as W&B writes it", "c.json", '{"lr": {"value": 0.1, "desc": "rate"}}', { lr: 0.1 }],
    [
      "with a mark at its beginning and Windows line ends",
      "c.yaml",
      "\uFEFFa: 1\r\nb: x\r\n",
      { a: 1, b: "x" },
    ],
    [
      "with values that others refer to",
      "c.yaml",
      "a: &a {x: 1}\nb: {<<: *a, y: 2}\n",
      { a: { x: 1 }, b: { x: 1, y: 2 } },
    ],
    [
      "with words that are not always words",
      "c.yaml",
      'a: yes\nb: "yes"\nc: Off\nd: 2020-01-02\ne: ~\nf: y\nyes: 1\n',
      { a: true, b: "yes", c: false, d: "2020-01-02", e: null, f: "y", yes: 1 },
    ],
    ["with dashes around a key", "c.yaml", "--lr-: 1\n", { lr: 1 }],
    ["with nothing in it", "c.yaml", "# later\n", {}],
    ["without a byte", "c.yaml", "", {}],
  ])("%s", async (_, name, text, expected) => {
    expect(await configOf({ config: name }, { files: { [name]: text } })).toEqual(expected);
  });

  test("may have a key that is a trap elsewhere", async () => {
    const config = await configOf(
      { config: "c.yaml" },
      { files: { "c.yaml": "__proto__: {x: 1}\nconstructor: 2\n" } },
    );
    expect(Object.keys(config)).toEqual(["__proto__", "constructor"]);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
  });

  test.each<[string, string, string | Uint8Array | undefined, string]>([
    [
      "that is missing",
      "c.yaml",
      undefined,
      'there is no file "/home/ada/c.yaml". Give the path of a YAML or JSON file.',
    ],
    [
      "of a list",
      "c.yaml",
      "- 1\n",
      '"/home/ada/c.yaml" holds no keys with values. Write it as "key: value".',
    ],
    ["of one word", "c.json", '"x"', "holds no keys with values"],
    ["that is no YAML", "c.yaml", "a: [1\nb: 2\n", '"/home/ada/c.yaml" is not YAML: '],
    [
      "with a key twice",
      "c.yaml",
      "a: 1\nb: 1\na: 2\n",
      "is not YAML: Map keys must be unique in line 3. Correct it.",
    ],
    ["that is no JSON", "c.json", "{a: 1}", '"/home/ada/c.json" is not JSON: '],
    [
      "of a version to come",
      "c.yaml",
      "wandb_version: 2\na: {value: 1}\n",
      'has the wandb_version "2". Version 1 is known.',
    ],
    ["with both ways of writing", "c.yaml", "a: {value: 1}\nb: 2\n", 'has "b" without a value of its own'],
    ["of a version, but plain", "c.yaml", "wandb_version: 1\nb: 2\n", 'has "b" without a value of its own'],
    ["of bytes", "c.yaml", Uint8Array.of(0xff, 0xfe, 0), "is not UTF-8 text"],
    [
      "of 100 MB",
      "c.yaml",
      new Uint8Array(100 * 1024 * 1024),
      'has "104857600" bytes. Keep it below 4096 KiB',
    ],
    ["of brackets without end", "c.yaml", "[".repeat(100_000), "is nested too deeply"],
    ["of references that multiply", "c.yaml", bomb(), "can't be read as YAML"],
    [
      "that refers to itself",
      "c.yaml",
      "a: &a [*a]\n",
      'Failed to encode "a" for the config: the value contains itself',
    ],
  ])("%s is refused", async (_, name, content, sentence) => {
    const files = content === undefined ? {} : { [name]: content };
    await expect(configOf({ config: name }, { files })).rejects.toThrow(sentence);
  });

  test("of the wrong kind is refused when init is called with a number", async () => {
    await expect(configOf({ config: 5 as unknown as object })).rejects.toThrow('"5" is not an object');
  });
});

describe("where the config comes from", () => {
  const files = {
    "one.yaml": "a: one\n",
    "two.yaml": "a: two\nb: two\n",
    "config-defaults.yaml": "a:\n  value: d\nb:\n  value: d\nc:\n  value: d\nd:\n  value: d\n",
    "sweep.yaml": "wandb_version: 1\nlocked:\n  value: 7\nc:\n  value: 8\n",
  };

  test("named files win over the option, in their order, and that wins over the defaults", async () => {
    const env = { WANDB_CONFIG_PATHS: "one.yaml,two.yaml" };
    expect(await configOf({ config: { a: "mine", b: "mine", c: "mine" } }, { files, env })).toEqual({
      a: "one",
      b: "two",
      c: "mine",
      d: "d",
    });
  });

  test("what a sweep chose wins and stays, which is said once and counted", async () => {
    const world = worldWith({ files, env: { WANDB_SWEEP_PARAM_PATH: "sweep.yaml" } });
    const run = await createApi(() => world).init({ id: "r", config: { locked: 1, c: 2, free: 1 } });
    const before = world.printed.length;
    expect(run.config.toJSON()).toMatchObject({ locked: 7, c: 8, free: 1 });
    run.config["locked"] = 7;
    expect(world.printed).toHaveLength(before);
    run.config["locked"] = 9;
    run.config.update({ locked: 9, c: 9, free: 2 }, { allowValChange: true });
    run.config.setDefaults({ c: 5 });
    expect(run.config.toJSON()).toMatchObject({ locked: 7, c: 8, free: 2 });
    expect(world.printed.slice(before)).toEqual([
      'Stepwell: the sweep chose "locked" of run "r": what the program sets is not taken.\n',
    ]);
    expect(run.stats().dropped).toEqual({ "locked-config": 3 });
    await run.finish();
    expect(world.printed.at(-1)).toContain("3 config values: a sweep chose them");
    expect(() => (run.config["locked"] = 9)).toThrow("it has finished");
  });

  test("an empty file is said in the start block", async () => {
    const world = worldWith({ files: { "c.yaml": "" } });
    await createApi(() => world).init({ config: "c.yaml" });
    expect(world.printed[0]).toContain('The config file "/home/ada/c.yaml" is empty.');
  });
});

function bomb(): string {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level++) {
    const before = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => before).join(", ")}]`);
  }
  return lines.join("\n");
}
