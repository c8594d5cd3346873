import { expect, test } from "vitest";
import { missedSteps } from "./shared-steps.ts";

const every = (gap: number, count: number): number[] => Array.from({ length: count }, (_, at) => at * gap);

test("steps that only the layers beside it have are gaps, at the end too", () => {
  const own = every(1, 10).filter((step) => step !== 4 && step !== 5 && step !== 9);
  expect(missedSteps(own, [own, every(1, 10)])).toEqual([4, 5, 9]);
});

test("a key that is logged more often, or at other steps, makes no gaps", () => {
  expect(missedSteps(every(10, 5), [every(5, 10)])).toEqual([]);
  expect(missedSteps(every(10, 5), [every(10, 5).map((step) => step + 3)])).toEqual([]);
});

test("one histogram has no gaps, and none has none", () => {
  expect([missedSteps([5], [every(1, 10)]), missedSteps([], [every(1, 10)])]).toEqual([[], []]);
});
