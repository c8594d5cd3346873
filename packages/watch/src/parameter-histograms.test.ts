import type { TypedArray } from "@stepwell/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelLike } from "./model-like.ts";
import { parameterHistograms } from "./parameter-histograms.ts";

function model(tensors: Record<string, TypedArray>): ModelLike {
  return { tensors: () => Object.entries(tensors).map(([name, data]) => ({ name, read: () => data })) };
}

describe("parameterHistograms", () => {
  test("names the keys after the parameters and bins between the smallest and the largest value", async () => {
    const found = await parameterHistograms(model({ "dense/kernel": Float32Array.of(0, 1, 2, 3, 4) }), {
      bins: 4,
    });
    expect(Object.keys(found)).toEqual(["parameters/dense/kernel"]);
    expect(found["parameters/dense/kernel"]?.toJSON()).toEqual({
      _type: "histogram",
      values: [1, 1, 1, 2],
      bins: [0, 1, 2, 3, 4],
    });
  });

  test("has 64 bins by default, with edges in single precision", async () => {
    const { "parameters/w": histogram } = await parameterHistograms(model({ w: Float32Array.of(-0.1, 0.3) }));
    expect(histogram?.counts).toHaveLength(64);
    expect(histogram?.edges[0]).toBe(Math.fround(-0.1));
    expect(histogram?.edges.at(-1)).toBe(Math.fround(0.3));
    expect(histogram?.edges.every((edge) => edge === Math.fround(edge))).toBe(true);
  });

  test("a constant tensor is a single bin", async () => {
    const { "parameters/b": histogram } = await parameterHistograms(model({ b: Float32Array.of(0, 0, 0) }));
    expect(histogram?.toJSON()).toEqual({ _type: "histogram", values: [3], bins: [0, 0] });
  });

  test("values that are not finite are left out, and a tensor without finite values is too", async () => {
    const found = await parameterHistograms(
      model({ a: Float32Array.of(NaN, 1, Infinity, 2), b: Float32Array.of(NaN), c: new Float32Array(0) }),
      { bins: 2 },
    );
    expect(found).toMatchObject({ "parameters/a": { counts: [1, 1], edges: [1, 1.5, 2] } });
    expect(Object.keys(found)).toEqual(["parameters/a"]);
  });

  test("every finite value is in exactly one bin", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.float32Array({ minLength: 1 }),
        fc.integer({ min: 1, max: 512 }),
        async (data, bins) => {
          const { "parameters/x": histogram } = await parameterHistograms(model({ x: data }), { bins });
          const finite = data.filter((value) => Number.isFinite(value)).length;
          const counted = histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
          expect(counted).toBe(finite);
        },
      ),
    );
  });
});

test("reads that fail reject once, and leave no other rejection behind", async () => {
  const read = (): Promise<Float32Array> => Promise.reject(new Error("disposed"));
  const model = {
    tensors: () => [
      { name: "a", read },
      { name: "b", read },
    ],
  };
  await expect(parameterHistograms(model)).rejects.toThrow("disposed");
});

test.each([0, 1.5, 513])("%d bins are refused", async (bins) => {
  const model = { tensors: () => [] };
  await expect(parameterHistograms(model, { bins })).rejects.toThrow(
    `bins is "${bins}". Give a whole number from 1 to 512.`,
  );
});

test("a range too wide for single precision has finite edges", async () => {
  const { "parameters/x": histogram } = await parameterHistograms(
    model({ x: Float32Array.of(-1e33, 3.4028e38) }),
    { bins: 1 },
  );
  expect(histogram?.edges).toEqual([Math.fround(-1e33), Math.fround(3.4028e38)]);
});
