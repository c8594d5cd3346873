import * as tf from "@tensorflow/tfjs";
import { afterEach, expect, test, vi } from "vitest";
import { readValues, tensorPlace } from "./read-values.ts";

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["cpu", "here"],
  ["wasm", "here"],
  ["tensorflow", "here"],
  ["webgl", "device"],
  ["webgpu", "device"],
  ["", "unknown"],
] as const)("tensors of %j are %s", (backend, place) => {
  expect(tensorPlace({ getBackend: () => backend })).toBe(place);
});

test("without tf, the engine that tfjs registers says it; without one, nobody", () => {
  // tfjs chooses its backend with the first tensor.
  tf.scalar(1).dispose();
  expect(tensorPlace(undefined)).toBe("here");
  vi.stubGlobal("_tfengine", { backendName: "webgl" });
  expect(tensorPlace(undefined)).toBe("device");
  for (const engine of [undefined, null, "engine", {}, { backendName: 5 }]) {
    vi.stubGlobal("_tfengine", engine);
    expect(tensorPlace(undefined)).toBe("unknown");
  }
});

test("values that are not at hand are read later, though the tensor is gone by then", async () => {
  const before = tf.memory().numTensors;
  const reading: Promise<unknown>[] = [];
  tf.tidy(() => {
    reading.push(Promise.resolve(readValues(tf.tensor1d([1, 2]), "device")));
  });
  expect(await reading[0]).toEqual(Float32Array.of(1, 2));
  expect(tf.memory().numTensors).toBe(before);
});
