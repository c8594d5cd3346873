import type { Histogram } from "@stepwell/core";
import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { fakeSession, tensor } from "./testing/fake-session.ts";
import { createMemoryRun } from "./testing/memory-run.ts";
import { track } from "./track.ts";
import type { TrackOptions } from "./track-options.ts";

/** Runs a session that gives back its input as its output. */
async function windowsOf(calls: readonly (readonly unknown[])[], options: TrackOptions = {}) {
  const [clock, run] = [createVirtualClock(), createMemoryRun()];
  const echo = fakeSession(({ x }) => ({ y: x }));
  const session = track(echo, { run, clock, random: createSeededRandom(3), name: "m", ...options });
  for (const window of calls) {
    for (const x of window) await session.run({ x });
    clock.advance(10_000);
  }
  return { rows: run.windows(), session, run };
}

function histogramIn(rows: readonly Record<string, unknown>[], key: string): Histogram {
  const [row = {}] = rows;
  return row[`onnx/m/${key}/histogram`] as Histogram;
}

const { float } = createSeededRandom(9);
const noise = (length: number, shift = 0): unknown =>
  tensor(
    "float32",
    Float32Array.from({ length }, () => float() + shift),
  );

describe("the numbers of tensors", () => {
  test("are summed up with a histogram", async () => {
    const { rows } = await windowsOf(
      [[tensor("float32", Float32Array.of(0, 1, 2)), tensor("float32", Float32Array.of(NaN))]],
      {
        sample: { bins: 2 },
      },
    );
    expect(rows[0]).toMatchObject({
      "onnx/m/input/x/mean": 1,
      "onnx/m/input/x/std": Math.sqrt(2 / 3),
      "onnx/m/input/x/min": 0,
      "onnx/m/output/y/max": 2,
      "onnx/m/output/y/nan_share": 0.25,
      "onnx/m/output/y/infinite_share": 0,
      "onnx/m/output/y/zero_share": 0.25,
    });
    expect(histogramIn(rows, "output/y").toJSON()).toEqual({
      _type: "histogram",
      values: [1, 2],
      bins: [0, 1, 2],
    });
  });

  test.each<[string, unknown]>([
    ["float16", tensor("float16", Uint16Array.of(0x3c00, 0x4000))],
    ["int64", tensor("int64", BigInt64Array.of(1n, 2n))],
    ["bool", tensor("bool", Uint8Array.of(1, 2))],
  ])("of %s are numbers too", async (_, x) => {
    const { rows, session } = await windowsOf([[x]]);
    expect(rows[0]).toMatchObject({ "onnx/m/input/x/mean": 1.5 });
    expect(session.tracking.stats().unread).toBe(0);
  });

  test.each<[string, unknown, number]>([
    ["text", tensor("string", ["a", "b"]), 0],
    ["nothing", tensor("float32", new Float32Array(0)), 0],
    ["an absent tensor", undefined, 0],
    ["what is no tensor", "a", 2],
    ["a type of half bytes", tensor("int4", Int8Array.of(1)), 2],
    ["what is on a device", { ...tensor("float32", []), location: "gpu-buffer" }, 2],
    [
      "what was disposed of",
      {
        type: "float32",
        dims: [1],
        get data(): never {
          throw new Error("disposed");
        },
      },
      2,
    ],
  ])("of %s are none, and the call is still counted", async (_, x, unread) => {
    const { rows, session } = await windowsOf([[x]]);
    expect(rows[0]).toMatchObject({ "onnx/m/runs": 1 });
    expect(Object.keys(rows[0] ?? {}).filter((key) => /input|output/.test(key))).toEqual([]);
    expect(session.tracking.stats()).toMatchObject({ unread, failures: 0, rowsFailed: 0 });
  });

  test("one value throughout is a single bin; values too far apart have none", async () => {
    const far = tensor("float64", Float64Array.of(-1.7e308, 1.7e308));
    const { rows } = await windowsOf([[tensor("float32", Float32Array.of(3, 3))], [far]]);
    expect(rows[0]?.["onnx/m/input/x/histogram"]).toMatchObject({ counts: [2], edges: [3, 3] });
    expect(rows[1]).not.toHaveProperty(["onnx/m/input/x/histogram"]);
    expect(rows[1]).toMatchObject({ "onnx/m/input/x/max": 1.7e308 });
  });

  test("are read before the session may change them", async () => {
    const run = createMemoryRun();
    const data = Float32Array.of(1);
    const session = track(
      fakeSession(() => data.fill(9)),
      { run, clock: createVirtualClock(), name: "m" },
    );
    await session.run({ x: tensor("float32", data) });
    session.tracking.flush();
    expect(run.windows()[0]).toMatchObject({ "onnx/m/input/x/mean": 1 });
  });

  test("of many calls are a sample in bounded memory", async () => {
    const { rows, session } = await windowsOf([Array.from({ length: 5000 }, () => noise(500))], {
      sample: { runs: 32, values: 8 },
    });
    const { counts } = histogramIn(rows, "input/x");
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(32 * 8);
    expect(session.tracking.stats().sampled).toBeLessThan(400);
    expect(rows[0]?.["onnx/m/input/x/mean"]).toBeCloseTo(0.5, 0);
  });

  test("are left alone where nobody wants them, or only some", async () => {
    const nothing = await windowsOf([[noise(5)]], { sample: false, classes: ["a"] });
    expect(Object.keys(nothing.rows[0] ?? {}).filter((key) => /put\/|class/.test(key))).toEqual([]);
    expect(nothing.session.tracking.stats().sampled).toBe(0);
    const some = await windowsOf([[noise(5)]], { sample: { inputs: [] } });
    expect(some.rows[0]).not.toHaveProperty(["onnx/m/input/x/mean"]);
    expect(some.rows[0]).toHaveProperty(["onnx/m/output/y/mean"]);
  });
});

describe("drift", () => {
  const calls = (shift = 0): unknown[] => Array.from({ length: 50 }, () => noise(16, shift));

  test("is measured from the second whole window on", async () => {
    const { rows } = await windowsOf([calls(), calls(), calls(0.5)]);
    expect(rows[0]).not.toHaveProperty(["onnx/m/input/x/psi"]);
    expect(rows[1]?.["onnx/m/input/x/psi"]).toBeLessThan(0.1);
    expect(rows[2]?.["onnx/m/input/x/psi"]).toBeGreaterThan(0.25);
    expect(rows[2]?.["onnx/m/output/y/ks"]).toBeCloseTo(0.55, 1);
  });

  test("is measured against what was kept of an earlier process", async () => {
    const before = await windowsOf([calls()]);
    const kept = JSON.parse(JSON.stringify(before.session.tracking.reference)) as never;
    const { rows, session } = await windowsOf([calls(2)], { reference: kept });
    expect(rows[0]).toMatchObject({ "onnx/m/input/x/ks": 1 });
    expect(session.tracking.reference).toEqual(kept);
  });

  test("a window that was cut short, or has few numbers, is no reference and has no drift", async () => {
    const few = Array.from({ length: 5 }, () => noise(16));
    const { rows, session } = await windowsOf([few, few]);
    expect(session.tracking.reference).toBeUndefined();
    expect(rows[1]).not.toHaveProperty(["onnx/m/input/x/psi"]);
    for (const x of calls()) await session.run({ x });
    session.tracking.flush();
    expect(session.tracking.reference).toBeUndefined();
  });
});

describe("classes", () => {
  const scores = (...values: number[]): unknown =>
    tensor("float32", Float32Array.from(values), [values.length / 2, 2]);

  test("are shares of rows, with 0 for labels that did not come", async () => {
    const { rows } = await windowsOf([[scores(1, 0, 1, 0, 0, 1, 1, 0)]], { classes: ["cat", "dog", "a.b"] });
    expect(rows[0]).toMatchObject({
      "onnx/m/class/cat": 0.75,
      "onnx/m/class/dog": 0.25,
      "onnx/m/class/a_b": 0,
    });
  });

  test("that shift are drift", async () => {
    const window = (values: number[]): unknown[] => Array.from({ length: 100 }, () => scores(...values));
    const { rows } = await windowsOf([window([1, 0, 0, 1]), window([1, 0, 0, 1]), window([1, 0, 1, 0])], {
      classes: ["cat", "dog"],
    });
    expect(rows[1]?.["onnx/m/class_psi"]).toBeCloseTo(0, 6);
    expect(rows[2]?.["onnx/m/class_psi"]).toBeGreaterThan(0.25);
  });

  test("beyond 32 are one", async () => {
    const { rows } = await windowsOf(
      [
        [
          tensor(
            "int64",
            BigInt64Array.from({ length: 40 }, (_, i) => BigInt(i)),
          ),
        ],
      ],
      {
        classes: { output: "y" },
        sample: { values: 64 },
      },
    );
    expect(Object.keys(rows[0] ?? {}).filter((key) => key.includes("/class/"))).toHaveLength(33);
    expect(rows[0]).toMatchObject({ "onnx/m/class/other": 8 / 40 });
  });
});

test("names that mean something in keys lose it, and stay apart", async () => {
  const run = createMemoryRun();
  const session = track(
    { inputNames: ["a.b", "a_b", "*"], run: (_feeds: object) => Promise.resolve({}) },
    { run, clock: createVirtualClock(), name: "m" },
  );
  await session.run({ "a.b": noise(1), a_b: noise(1), "*": noise(1) });
  session.tracking.flush();
  const keys = Object.keys(run.windows()[0] ?? {}).filter((key) => key.endsWith("/mean"));
  expect(keys).toEqual(["onnx/m/input/a_b/mean", "onnx/m/input/a_b_2/mean", "onnx/m/input/_/mean"]);
});
