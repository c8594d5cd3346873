import { expect, test } from "vitest";
import { waveForm } from "./wave-form.ts";

test("each column is the largest sample of its part, of any channel", () => {
  const left = Float32Array.from([0, 0.5, -1, 0.25]);
  expect([...waveForm([left, Float32Array.from([0.75, 0, 0, 0])], 2)]).toEqual([0.75, 1]);
});

test("silence, NaN and samples beyond 1 stay between 0 and 1", () => {
  expect([...waveForm([], 2)]).toEqual([0, 0]);
  expect([...waveForm([Float32Array.from([Number.NaN, 4])], 2)]).toEqual([0, 1]);
});
