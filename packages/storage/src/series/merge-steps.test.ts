import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeSteps } from "./merge-steps.ts";

const pointsOf = (steps: readonly number[]) => ({
  size: steps.length,
  position: Float64Array.from(steps, (_, line) => line),
  x: Float64Array.from(steps),
  y: Float64Array.from(steps, (_, line) => line),
});

test("steps come in order, each once, with the value of its last line", () => {
  const stretches = fc.array(fc.uniqueArray(fc.integer({ min: -20, max: 60 })), { maxLength: 9 });
  fc.assert(
    fc.property(stretches, fc.boolean(), (parts, areSorted) => {
      const steps = parts.flatMap((part) => (areSorted ? part.toSorted((a, b) => a - b) : part));
      const last = new Map(steps.map((step, line) => [step, line]));
      const expected = [...last].toSorted(([a], [b]) => a - b);
      const merged = mergeSteps(pointsOf(steps));
      expect([...merged.x]).toEqual(expected.map(([step]) => step));
      expect([...merged.y]).toEqual(expected.map(([, line]) => line));
      expect([...merged.position]).toEqual(expected.map((_, rank) => rank));
      expect(merged.size).toBe(expected.length);
    }),
  );
});

test("a run that falls at every row is merged too", () => {
  const steps = Array.from({ length: 50_000 }, (_, at) => 50_000 - at);
  expect(mergeSteps(pointsOf(steps)).x.slice(0, 3)).toEqual(Float64Array.of(1, 2, 3));
});
