import { finish, Graph, Histogram, init, UsageError } from "@stepwell/core";
import { createMemoryWorld } from "@stepwell/core/testing";
import type { NamedTensor } from "./model-like.ts";
import { afterEach, describe, expect, test } from "vitest";
import { createMemoryModel, createMemoryRun } from "./testing/memory-model.ts";
import { unwatch, watch } from "./watch.ts";
import type { WatchOptions } from "./watch-options.ts";

afterEach(async () => {
  unwatch();
  await finish();
});

const gradient = (name: string, ...values: number[]): NamedTensor => ({
  name,
  read: () => Float32Array.from(values),
});

describe("what is sampled", () => {
  test("gradients by default, at every logFreq-th step, first at that number, into the pending row", () => {
    const run = createMemoryRun();
    const model = createMemoryModel({ w: Float32Array.of(1, 2) });
    watch(model, { run, logFreq: 3, bins: 2 });
    for (let step = 1; step <= 7; step += 1) model.train([gradient("w", step, 0)]);
    expect(run.commits).toEqual([false, false]);
    expect(run.rows).toMatchObject([
      { "gradients/w": { counts: [1, 1], edges: [0, 1.5, 3] }, "gradient_norm/w": 3 },
      { "gradients/w": { edges: [0, 3, 6] } },
    ]);
    expect(Object.keys(run.rows[0] ?? {})).not.toContain("parameters/w");
  });

  test("1000 is the default", () => {
    const run = createMemoryRun();
    const model = createMemoryModel({ w: Float32Array.of(1) });
    watch(model, { run, log: "parameters" });
    for (let step = 1; step < 1000; step += 1) model.train();
    expect(run.rows).toHaveLength(0);
    model.train();
    expect(run.rows).toHaveLength(1);
  });

  test("with all, both, their norms, what is not finite and dead units", () => {
    const run = createMemoryRun();
    const model = createMemoryModel({ "hidden/kernel": Float32Array.of(3, 4) });
    watch(model, { run, log: "all", logFreq: 1 });
    const kernel = {
      ...gradient("hidden/kernel", 0, 2, 0, NaN),
      units: { layer: "hidden", count: 2 },
    };
    model.train([kernel, gradient("hidden/bias", Infinity, 0)]);
    expect(run.rows).toHaveLength(1);
    expect(run.rows[0]).toEqual({
      "gradients/hidden/kernel": expect.any(Histogram) as Histogram,
      "gradients/hidden/bias": expect.any(Histogram) as Histogram,
      "gradient_norm/hidden/kernel": 2,
      "gradient_norm/hidden/bias": 0,
      "gradient_nan/hidden/kernel": 1,
      "gradient_infinite/hidden/bias": 1,
      "dead_units/hidden": 0.5,
      "parameters/hidden/kernel": expect.any(Histogram) as Histogram,
      "parameter_norm/hidden/kernel": 5,
      "watch/gradient_norm": 2,
      "watch/gradient_nan": 1,
      "watch/gradient_infinite": 1,
      "watch/parameter_norm": 5,
      "watch/parameter_nan": 0,
      "watch/parameter_infinite": 0,
      "watch/dead_units": 0.5,
    });
  });

  test("empty tensors and those without a finite value have no histogram", () => {
    const run = createMemoryRun();
    const model = createMemoryModel({});
    watch(model, { run, logFreq: 1 });
    model.train([gradient("empty"), gradient("nan", NaN)]);
    expect(Object.keys(run.rows[0] ?? {})).not.toContain("gradients/empty");
    expect(Object.keys(run.rows[0] ?? {})).not.toContain("gradient_norm/empty");
    expect(run.rows[0]).toMatchObject({ "gradient_nan/nan": 1 });
    expect(Object.keys(run.rows[0] ?? {})).not.toContain("gradients/nan");
  });

  test("a loop without an optimizer counts its steps itself", () => {
    const run = createMemoryRun();
    const model = { tensors: () => [gradient("w", 1, 2)] };
    const watched = watch(model, { run, log: "parameters", logFreq: 2 });
    watched.step();
    watched.step();
    expect(run.rows).toHaveLength(1);
    expect(watched.stats()).toEqual({ steps: 2, logged: 1, lost: 0 });
  });
});

describe("numbers", () => {
  const names = (run: { rows: object[] }) =>
    run.rows.map((row) => Object.keys(row).find((key) => key.startsWith("gradients/")));

  test("each model of a run has the next one, glued before its names; a model watched twice is logged twice", () => {
    const run = createMemoryRun();
    const model = createMemoryModel({});
    watch(model, { run, logFreq: 1 });
    watch(model, { run, logFreq: 1 });
    model.train([gradient("w", 1)]);
    expect(names(run)).toEqual(["gradients/w", "gradients/graph_1w"]);
    expect(run.rows[1]).toHaveProperty(["watch/graph_1/gradient_norm"]);
  });

  test("a list of models has one after the other, and they count in each run anew", () => {
    const models = [createMemoryModel({}), createMemoryModel({})] as const;
    for (const run of [createMemoryRun(), createMemoryRun()]) {
      const watched = watch(models, { run, logFreq: 1, idx: 4 });
      for (const model of models) model.train([gradient("w", 1)]);
      expect(names(run)).toEqual(["gradients/graph_4w", "gradients/graph_5w"]);
      expect(watched.stats()).toEqual({ steps: 2, logged: 2, lost: 0 });
      watched.stop();
    }
  });

  test("an idx that is under watch is refused, and free again after unwatch; a list that fails leaves nothing behind", () => {
    const run = createMemoryRun();
    const first = createMemoryModel({});
    const second = createMemoryModel({});
    watch(first, { run, idx: 1 });
    expect(() => watch([second, createMemoryModel({})], { run, idx: 0 })).toThrow(
      '[watch] Failed to watch the model: the number "1" is taken by a model under watch.',
    );
    expect(second.listeners.size).toBe(0);
    unwatch(first.source);
    expect(() => watch(second, { run, idx: 1 })).not.toThrow();
  });

  test("the next number steps over those that were asked for", () => {
    const run = createMemoryRun();
    const model = createMemoryModel({});
    watch(model, { run, logFreq: 1, idx: 1 });
    watch(model, { run, logFreq: 1 });
    model.train([gradient("w", 1)]);
    expect(names(run)).toEqual(["gradients/graph_1w", "gradients/graph_2w"]);
  });
});

describe("the end of a watch", () => {
  test("unwatch ends those of a model, by itself or its source, and without an argument all", () => {
    const run = createMemoryRun();
    const models = [createMemoryModel({}), createMemoryModel({}), createMemoryModel({})] as const;
    const watched = watch(models, { run });
    watch(models[0], { run });
    unwatch(models[0]);
    expect(watched.stopped).toBe(false);
    expect(models.map(({ listeners }) => listeners.size)).toEqual([0, 1, 1]);
    unwatch([models[1].source, {}]);
    expect(models.map(({ listeners }) => listeners.size)).toEqual([0, 0, 1]);
    unwatch();
    expect(models.map(({ listeners }) => listeners.size)).toEqual([0, 0, 0]);
    expect(watched.stopped).toBe(true);
  });

  test("steps that are told of after it count nothing", () => {
    const run = createMemoryRun();
    const watched = watch(createMemoryModel({ w: Float32Array.of(1) }), {
      run,
      log: "parameters",
      logFreq: 1,
    });
    watched.stop();
    watched.step();
    expect(run.rows).toEqual([]);
  });
});

describe("the run", () => {
  test("is the current one whenever a sample is taken; without one nothing is, and watch refuses to begin", async () => {
    const model = createMemoryModel({});
    expect(() => watch(model)).toThrow("no run is active");
    const world = createMemoryWorld();
    const first = await init({ world, silent: true, mode: "offline" });
    watch(model, { logFreq: 1, bins: 1 });
    model.train([gradient("w", 1, 3)]);
    await first.finish();
    model.train([gradient("w", 1, 3)]);
    const second = await init({ world, silent: true, mode: "offline" });
    model.train([gradient("w", 2, 4)]);
    second.log({ loss: 1 });
    await second.finish();
    const bins = [first, second].map(({ summary }) => summary.toJSON()["gradients/w"]);
    expect(bins).toMatchObject([{ bins: [1, 3] }, { bins: [2, 4] }]);
    expect(second.summary["loss"]).toBe(1);
  });

  test("that is disabled has nothing read for it", async () => {
    const run = await init({ mode: "disabled" });
    const model = createMemoryModel({});
    const watched = watch(model, { run, logFreq: 1 });
    model.train([{ name: "w", read: () => expect.fail("read") as never }]);
    expect(watched.stats()).toEqual({ steps: 1, logged: 0, lost: 0 });
  });

  test("that was given and is over ends the watch", async () => {
    const run = await init({ world: createMemoryWorld(), silent: true, mode: "offline" });
    const model = createMemoryModel({});
    const watched = watch(model, { run, logFreq: 1 });
    await run.finish();
    model.train([gradient("w", 1)]);
    expect(model.listeners.size).toBe(0);
    expect(watched.stats()).toEqual({ steps: 1, logged: 0, lost: 0 });
  });

  test("counts tensors that can't be read, and has the others", async () => {
    const run = await init({ world: createMemoryWorld(), silent: true, mode: "offline" });
    const model = createMemoryModel({});
    watch(model, { run, logFreq: 1 });
    const broken = (): never => {
      throw new Error("disposed");
    };
    model.train([{ name: "a", read: broken }, gradient("b", 1)]);
    model.train([{ name: "a", read: () => Promise.reject(new Error("lost")) }]);
    await watch(model, { run }).flush();
    await Promise.resolve();
    expect(run.stats().dropped).toMatchObject({ sample: 1 });
    expect(run.stats().pending).toBe(1);
  });

  test("a run that throws ends no training", () => {
    const run = { ...createMemoryRun(), log: () => expect.fail("full") as never };
    const model = createMemoryModel({});
    const watched = watch(model, { run, logFreq: 1 });
    model.train([gradient("w", 1)]);
    expect(watched.stats()).toEqual({ steps: 1, logged: 0, lost: 1 });
  });
});

describe("values that come later", () => {
  const later = (): { tensor: NamedTensor; resolve: (values: Float32Array) => void } => {
    let resolve: (values: Float32Array) => void = () => undefined;
    const values = new Promise<Float32Array>((done) => {
      resolve = done;
    });
    return { tensor: { name: "w", read: () => values }, resolve };
  };

  test("are logged when they have come, and flush waits for them", async () => {
    const run = createMemoryRun();
    const model = createMemoryModel({});
    const watched = watch(model, { run, logFreq: 1, bins: 1 });
    const { tensor, resolve } = later();
    model.train([tensor]);
    expect(run.rows).toHaveLength(0);
    resolve(Float32Array.of(1, 2));
    await watched.flush();
    expect(run.rows).toMatchObject([{ "gradients/w": { counts: [2] } }]);
  });

  test("are waited for by eight samples at a time, and the next one is lost", () => {
    const model = createMemoryModel({});
    const watched = watch(model, { run: createMemoryRun(), logFreq: 1 });
    for (let step = 0; step < 10; step += 1) model.train([later().tensor]);
    expect(watched.stats()).toEqual({ steps: 10, logged: 0, lost: 2 });
  });

  test("digests of a device are taken as they are; a device that fails gives its values", async () => {
    const run = createMemoryRun();
    const digest = {
      size: 2,
      low: 0,
      high: 1,
      counts: [1, 1],
      norm: 1,
      nan: 0,
      infinite: 0,
      zeroUnits: undefined,
    };
    const model = {
      ...createMemoryModel({ w: Float32Array.of(5, 6) }),
      digest: () => Promise.resolve([digest]),
    };
    const watched = watch(model, { run, log: "parameters", logFreq: 1, bins: 2 });
    watched.step();
    await watched.flush();
    expect(run.rows).toMatchObject([{ "parameters/w": { counts: [1, 1], edges: [0, 0.5, 1] } }]);
    const broken = {
      ...model,
      digest: () => {
        throw new Error("no kernel");
      },
    };
    watch(broken, { run, log: "parameters", logFreq: 1, bins: 1 }).step();
    expect(run.rows[1]).toMatchObject({ "parameters/graph_1w": { edges: [5, 6] } });
  });
});

test("the first value that is not finite raises one alert, which names the tensor and the step", () => {
  const run = createMemoryRun();
  const model = createMemoryModel({});
  watch(model, { run, logFreq: 2 });
  for (let step = 1; step <= 6; step += 1) {
    model.train([
      gradient("a", 1),
      gradient("b", step > 3 ? NaN : 1, 0),
      gradient("c", step > 3 ? Infinity : 1),
    ]);
  }
  expect(run.alerts).toEqual([
    [
      "A gradient is not finite",
      'The gradient "b" has 1 NaN among 2 values at training step 4, row 7 of the run. 2 tensors of the sample have such values.',
      { level: "WARN" },
    ],
  ]);
});

describe("logGraph", () => {
  test("puts the layers into the summary, under the number of the model", () => {
    const run = createMemoryRun();
    const graph = new Graph().addNode({ id: "a" });
    watch({ ...createMemoryModel({}), graph: () => graph }, { run, logGraph: true, log: null });
    watch({ ...createMemoryModel({}), graph: () => graph }, { run });
    expect(run.summary).toEqual({ graph_0: graph });
  });

  test("asks again with the next step while the layers are not known", () => {
    const run = createMemoryRun();
    const graphs: (Graph | undefined)[] = [undefined, undefined, new Graph()];
    const watched = watch({ ...createMemoryModel({}), graph: () => graphs.shift() }, { run, logGraph: true });
    watched.step();
    expect(run.summary).toEqual({});
    watched.step();
    expect(run.summary).toHaveProperty("graph_0");
    watched.step();
    expect(watched.stats().lost).toBe(0);
  });

  test("layers that can't be had are lost once, and not with each step", () => {
    const graph = (): Graph => {
      throw new Error("disposed of");
    };
    const run = createMemoryRun();
    const watched = watch({ ...createMemoryModel({}), graph }, { run, logGraph: true });
    for (let step = 0; step < 3; step += 1) watched.step();
    expect(watched.stats()).toMatchObject({ steps: 3, lost: 1 });
  });
});

test.each<[object, string]>([
  [{ log: "weights" }, 'log is "weights". Give "gradients", "parameters", "all" or null.'],
  [{ logFreq: 0 }, 'logFreq is "0". Give a whole number of steps, as 100.'],
  [{ logFreq: 1.5 }, 'logFreq is "1.5".'],
  [{ bins: 513 }, 'bins is "513". Give a whole number from 1 to 512.'],
  [{ logGraph: "yes" }, 'logGraph is "yes". Give true or false.'],
  [{ idx: -1 }, 'idx is "-1". Give a whole number from 0, or leave it out.'],
  [{ logfreq: 10 }, 'there is no option "logfreq". Use "log", "logFreq", "bins", "logGraph", "idx", "run".'],
])("%j is refused before anything is watched", (options, sentence) => {
  const model = createMemoryModel({});
  expect(() => watch(model, { ...(options as WatchOptions), run: createMemoryRun() })).toThrow(sentence);
  expect(model.listeners.size).toBe(0);
});

test.each([Promise.resolve(), "mnist", null])("%j is no run", (run) => {
  expect(() => watch(createMemoryModel({}), { run: run as never })).toThrow(
    '[watch] Failed to watch the model: run has no "log". Give what "await init()" resolves with.',
  );
});

test.each(["all", null, 100])("%j in the place of options is refused", (options) => {
  expect(() => watch(createMemoryModel({}), options as never)).toThrow(
    `what came as options is "${String(options)}". Give an object of "log", "logFreq",`,
  );
});

test.each([undefined, null, "model", {}])("%j is no model", (model) => {
  expect(() => watch(model as never, { run: createMemoryRun() })).toThrow(UsageError);
});
