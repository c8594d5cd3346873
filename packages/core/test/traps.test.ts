import type { Json, JsonObject } from "@stepwell/protocol";
import type { Row, RunState } from "@stepwell/runlog";
import { describe, expect, test } from "vitest";
import { createApi } from "../src/create-api.ts";
import { Image } from "../src/media/image.ts";
import { Table } from "../src/media/table.ts";
import { plot } from "../src/plots/plot.ts";
import type { Run } from "../src/run/run.ts";
import type { InitOptions } from "../src/settings/init-options.ts";
import { createMemoryAmbient } from "../src/testing/memory-ambient.ts";
import type { MemoryAmbient } from "../src/testing/memory-ambient.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import type { MemoryWorld } from "../src/testing/memory-world.ts";
import { readBack } from "./run-conformance-case.ts";

// The fifteen rules of W&B's logging that are easiest to get wrong, one test each.

interface Told {
  readonly rows: readonly JsonObject[];
  readonly state: RunState;
  readonly console: readonly string[];
  readonly world: MemoryWorld;
  readonly run: Run;
}

/** Makes the calls on a new run, finishes it, and reads its file back. */
async function told(
  calls: (run: Run, ambient: MemoryAmbient) => void,
  options: InitOptions = {},
): Promise<Told> {
  const world = createMemoryWorld();
  const ambient = createMemoryAmbient();
  const { init } = createApi(() => ({ ...world, ambient }));
  const run = await init({ id: "trap", project: "traps", silent: true, stats: false, ...options });
  calls(run, ambient);
  await run.finish();
  const { rows, state, console } = readBack(world.fileSystem.readFileSync(`${run.folder}/run-trap.wandb`));
  return { rows: rows.map(withoutTimes), state, console: console.map(({ text }) => text), world, run };
}

function withoutTimes(row: Row): JsonObject {
  const { _timestamp, _runtime, ...rest } = row;
  return rest;
}

function summaryOf({ state }: Told): JsonObject {
  const { _timestamp, _runtime, _step, _wandb, ...rest } = state.summary;
  return rest;
}

const forty = Float64Array.from({ length: 40 }, (_, index) => index);
const picture = (caption?: string): Image =>
  new Image(Uint8Array.of(0, 128, 255, 64), { shape: [2, 2], ...(caption === undefined ? {} : { caption }) });

describe("the traps", () => {
  test("1: a step below the current one drops the whole call with its commit, and a committed step is over", async () => {
    const { rows, run } = await told((run) => {
      run.log({ held: 1 }, { step: 4 });
      run.log({ lost: 1 }, { step: 3, commit: true });
      run.log({ kept: 1 }, { step: 4, commit: true });
      run.log({ late: 1 }, { step: 4, commit: true });
    });
    expect(rows).toEqual([{ _step: 4, held: 1, kept: 1 }]);
    expect(run.stats().dropped).toEqual({ "step-too-low": 2 });
  });

  test("2: a step alone does not commit, and a plain log joins it", async () => {
    const { rows } = await told((run) => {
      run.log({ a: 1 }, { step: 7 });
      run.log({ b: 2 });
      run.log({ c: 3 }, { step: 9 });
    });
    expect(rows).toEqual([
      { _step: 7, a: 1, b: 2 },
      { _step: 9, c: 3 },
    ]);
  });

  test("3: an empty log is a row; a given _step is ignored and a given _timestamp is kept", async () => {
    const { rows, state } = await told((run) => {
      run.log({});
      run.log({ _step: 99, _timestamp: 5, x: 1 });
    });
    expect(rows).toEqual([{ _step: 0 }, { _step: 1, x: 1 }]);
    expect(state.summary["_timestamp"]).toBe(5);
  });

  test("4: rows are nested, a literal dot is another key, empty objects vanish and null stays", async () => {
    const { rows } = await told((run) => run.log({ a: { b: 1 }, "a.b": 2, empty: {}, none: null }));
    expect(rows).toEqual([{ _step: 0, a: { b: 1 }, "a.b": 2, none: null }]);
  });

  test("5: a large array is a histogram in a row, statistics in a summary set, and text in the config", async () => {
    const found = await told(
      (run) => {
        run.log({ logged: forty });
        run.summary.set("set", forty);
      },
      { config: { given: forty } },
    );
    expect(found.rows[0]?.["logged"]).toMatchObject({ _type: "histogram" });
    expect((found.rows[0]?.["logged"] as { values: Json[] } | undefined)?.values).toHaveLength(32);
    expect(summaryOf(found)["set"]).toMatchObject({ _type: "Float64Array", min: 0, max: 39, size: 40 });
    expect(found.state.config["given"]).toMatch(/^Float64Array\(40\)/);
  });

  test("6: whole floats are integers, bigints are exact to 64 bits, and what is not finite is bare in the JSON", async () => {
    const { rows, world, run } = await told((run) =>
      run.log({ one: 1.0, zero: -0, exact: 2n ** 63n - 1n, beyond: 2n ** 63n, nan: NaN, inf: -Infinity }),
    );
    expect(rows[0]).toMatchObject({
      one: 1,
      exact: 2n ** 63n - 1n,
      beyond: 2 ** 63,
      nan: NaN,
      inf: -Infinity,
    });
    const file = new TextDecoder("latin1").decode(
      world.fileSystem.readFileSync(`${run.folder}/run-trap.wandb`),
    );
    for (const text of ["9223372036854775807", "9.223372036854776e+18", "NaN", "-Infinity"])
      expect(file).toContain(text);
  });

  test("7: a logged NaN stays in the summary, a set NaN disappears, and a logged null leaves the old value", async () => {
    const found = await told((run) => {
      run.log({ logged: NaN, kept: 1 });
      run.log({ kept: null });
      run.summary.set("gone", NaN);
    });
    expect(summaryOf(found)).toEqual({ logged: NaN, kept: 1 });
  });

  test("8: a set ends the tracking of a metric until it is defined again; none hides even a set from reads", async () => {
    await told((run) => {
      run.defineMetric("acc", { summary: "max" });
      run.log({ acc: 5 });
      run.summary.set("acc", 1);
      run.log({ acc: 2 });
      expect(run.summary.get("acc")).toBe(2);
      run.defineMetric("acc", { summary: "max" });
      expect(run.summary.get("acc")).toEqual({ max: 5 });
      run.defineMetric("off", { summary: "none" });
      run.summary.set("off", 1);
      expect(run.summary.toJSON()).not.toHaveProperty("off");
    });
  });

  test("9: min, max and mean survive a delete and first does not; NaN sticks; a blank in the modes is refused", async () => {
    await told((run) => {
      run.defineMetric("m", { summary: "first,last,min,max,mean" });
      run.log({ m: 5 });
      run.log({ m: 1 });
      run.summary.delete("m");
      run.log({ m: 3 });
      expect(run.summary.get("m")).toEqual({ first: 3, last: 3, min: 1, max: 5, mean: 3 });
      run.defineMetric("n", { summary: "min" });
      run.log({ n: NaN });
      run.log({ n: 1 });
      expect(run.summary.get("n")).toEqual({ min: NaN });
      run.defineMetric("s", { summary: "min" });
      run.log({ s: "text" });
      expect(run.summary.get("s")).toEqual({ min: 0 });
      expect(() => run.defineMetric("x", { summary: "max, min" })).toThrow('" min"');
    });
  });

  test("10: a missing step metric is put into the row with its latest value, which begins as 0", async () => {
    const { rows } = await told((run) => {
      run.defineMetric("val/*", { stepMetric: "epoch" });
      run.log({ "val/loss": 1 });
      run.log({ epoch: 3 });
      run.log({ "val/loss": 2 });
    });
    expect(rows).toEqual([
      { _step: 0, "val/loss": 1, epoch: 0 },
      { _step: 1, epoch: 3 },
      { _step: 2, "val/loss": 2, epoch: 3 },
    ]);
  });

  test("11: config.update replaces a nested object here and merges it at the server; changes in place are not sent", async () => {
    const { state } = await told(
      (run) => {
        run.config.update({ nest: { y: 2 } }, { allowValChange: true });
        expect(run.config["nest"]).toEqual({ y: 2 });
        (run.config["list"] as number[]).push(9);
        expect(() => run.config.update({ lr: 2 })).toThrow('"lr" is set already');
      },
      { config: { nest: { x: 1 }, lr: 1, empty: {}, list: [1] } },
    );
    const { _wandb, ...config } = state.config;
    expect(config).toEqual({ nest: { x: 1, y: 2 }, lr: 1, list: [1] });
  });

  test("12: a chart is a table at the top level and a spec in the config; its own key never appears", async () => {
    const table = new Table({ columns: ["x", "y"], data: [[1, 2]] });
    const { rows, state } = await told((run) => run.log({ nested: { curve: plot.line(table, "x", "y") } }));
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(["_step", "nested.curve_table"]);
    const own = state.config["_wandb"] as { visualize: JsonObject };
    expect(Object.keys(own.visualize)).toEqual(["nested.curve"]);
  });

  test("13: captions of a group need one on its first picture, 108 pictures are the most, files carry the innermost key", async () => {
    const { rows } = await told((run) => {
      run.log({ late: [picture(), picture("second")] });
      run.log({ many: Array.from({ length: 110 }, () => picture()) });
      run.log({ deep: { inner: picture() } });
    });
    expect(rows[0]?.["late"]).not.toHaveProperty("captions");
    expect(rows[1]?.["many"]).toMatchObject({ count: 108 });
    expect((rows[2]?.["deep"] as { inner: { path: string } } | undefined)?.inner.path).toMatch(
      /^media\/images\/inner_2_/,
    );
  });

  test("14: data logged without a commit joins the step that is held, which is often the one before", async () => {
    const { rows } = await told((run) => {
      run.log({ loss: 1 }, { step: 10 });
      run.log({ "gradients/w": 0.5 }, { commit: false });
      run.log({ loss: 2 }, { step: 11 });
    });
    expect(rows).toEqual([
      { _step: 10, loss: 1, "gradients/w": 0.5 },
      { _step: 11, loss: 2 },
    ]);
  });

  test("15: an offline run has no config.yaml, summary, metadata or output file, and its console knows few controls", async () => {
    const { world, run, console } = await told((_, ambient) => {
      ambient.print("10%\r20%\r30%\nabc\rX\n\u001b[2Kleft\b\t.\n");
    });
    const names = (await world.fileSystem.list(run.dir)).map(({ name }) => name);
    expect(names.filter((name) => /config\.yaml|wandb-|output\.log|diff/.test(name))).toEqual([]);
    expect(console).toEqual(["30%", "Xbc", "\u001b[2Kleft\b\t."]);
  });
});
