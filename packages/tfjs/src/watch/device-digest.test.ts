import { digestValues } from "@stepwell/watch";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { canDigestThere, digestThere } from "./device-digest.ts";
import type { DeviceTensor, ToDigest } from "./device-digest.ts";

let tensorsBefore: number;

beforeEach(() => {
  tensorsBefore = tf.memory().numTensors;
});

afterEach(() => {
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

async function both(values: Float32Array, bins: number, units?: number) {
  const tensor =
    units === undefined ? tf.tensor1d(values) : tf.tensor(values, [values.length / units, units]);
  const [there] = await digestThere([{ tensor, units }], bins);
  tensor.dispose();
  return { there, here: digestValues(values, { bins, units }) };
}

test("counts on the device are those that JavaScript counts", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.float32Array({ minLength: 1, maxLength: 200, min: Math.fround(-1e30), max: Math.fround(1e30) }),
      fc.integer({ min: 1, max: 80 }),
      async (values, bins) => {
        // The smallest numbers of single precision are 0 on some devices.
        const plain = values.map((value) => (Math.abs(value) < 1e-30 ? 0 : value));
        const { there, here } = await both(plain, bins);
        const isEmpty = !Number.isFinite(here.low);
        expect(there?.counts).toEqual(isEmpty ? expect.anything() : here.counts);
        expect([there?.low, there?.high, there?.nan, there?.infinite]).toEqual([
          here.low,
          here.high,
          here.nan,
          here.infinite,
        ]);
        expect(there?.norm).toBeCloseTo(here.norm, -Math.log10(Math.max(here.norm, 1e-9)) + 4);
      },
    ),
    { numRuns: 40 },
  );
});

test("weights of a layer, drawn at random, are counted alike", async () => {
  const values = tf.tidy(() => tf.randomNormal([64 * 32], 0, 0.1, "float32", 7).dataSync()) as Float32Array;
  const { there, here } = await both(values, 64, 32);
  expect(there).toEqual({ ...here, norm: expect.closeTo(here.norm, 4) as number });
});

test.each([
  ["one value throughout", [2, 2, 2]],
  ["one value alone", [-3]],
  ["zeros", [0, 0]],
  ["values that are not finite among others", [NaN, 1, Infinity, 2, -Infinity, NaN, 4]],
])("%s", async (_what, values) => {
  const { there, here } = await both(Float32Array.from(values), 4);
  expect(there).toEqual(here);
});

test("nothing finite has no range, and a range too wide for the device has no counts", async () => {
  const nothing = await both(Float32Array.of(NaN, Infinity), 4);
  expect(nothing.there).toMatchObject({ low: Infinity, high: -Infinity, norm: 0, nan: 1, infinite: 1 });
  const wide = await both(Float32Array.of(-3e38, 3e38), 4);
  expect(wide.there?.counts).toBeUndefined();
  expect(wide.there?.low).toBe(Math.fround(-3e38));
});

test("dead units are those whose column is 0 throughout", async () => {
  const { there } = await both(Float32Array.of(0, 1, 0, NaN, 0, 0, 0, 0), 2, 4);
  expect(there?.zeroUnits).toBe(2);
});

test("several tensors of several types come back in their order, empty ones too", async () => {
  const tensors = [
    tf.tensor1d([1, 2]),
    tf.tensor1d([]),
    tf.tensor1d([3, 5, 7], "int32"),
    tf.scalar(true, "bool"),
  ];
  const digests = await digestThere(
    tensors.map((tensor): ToDigest => ({ tensor, units: undefined })),
    2,
  );
  expect(digests.map(({ size, low, high, counts }) => [size, low, high, counts])).toEqual([
    [2, 1, 2, [1, 1]],
    [0, Infinity, -Infinity, [0, 0]],
    [3, 3, 7, [1, 2]],
    [1, 1, 1, [1, 0]],
  ]);
  tf.dispose(tensors);
});

test("a tidy around it takes nothing away that is still to be read", async () => {
  let digests: Promise<unknown> | undefined;
  tf.tidy(() => {
    digests = digestThere([{ tensor: tf.tensor1d([1, 2, 4]), units: undefined }], 3);
  });
  expect(await digests).toMatchObject([{ counts: [1, 1, 1] }]);
});

test("an operation that fails leaves no tensor behind", () => {
  const tensor = tf.tensor1d([1, 2]);
  const broken = new Proxy(tensor as unknown as DeviceTensor, {
    get(target, name) {
      if (name === "reshape")
        return () => Object.assign(target.clone(), { cast: () => expect.fail("no kernel") as never });
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  expect(() => digestThere([{ tensor: broken, units: undefined }], 2)).toThrow("no kernel");
  tensor.dispose();
});

test("tensors without operations, or with too many values to count there, are read instead", () => {
  const tensor = tf.scalar(1);
  expect(canDigestThere([{ tensor, units: undefined }])).toBe(true);
  const bare = { shape: [2], size: 2, dtype: "float32" } as never;
  expect(
    canDigestThere([
      { tensor, units: undefined },
      { tensor: bare, units: undefined },
    ]),
  ).toBe(false);
  const huge = Object.create(tensor, { size: { value: 2 ** 24 + 1 } }) as typeof tensor;
  expect(canDigestThere([{ tensor: huge, units: undefined }])).toBe(false);
  tensor.dispose();
});
