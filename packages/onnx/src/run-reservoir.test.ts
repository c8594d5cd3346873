import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createRunReservoir } from "./run-reservoir.ts";

test("the first calls fill the slots in order", () => {
  const reservoir = createRunReservoir(3, createSeededRandom(1).float);
  expect([reservoir.pick(), reservoir.pick(), reservoir.pick()]).toEqual([0, 1, 2]);
});

test("each call of a window has the same chance to be in it at the end", () => {
  const { float } = createSeededRandom(7);
  const reservoir = createRunReservoir(5, float);
  const kept = Array.from<number>({ length: 40 }).fill(0);
  const WINDOWS = 8000;
  for (let window = 0; window < WINDOWS; window++) {
    const slots: number[] = [];
    for (let call = 0; call < kept.length; call++) {
      const slot = reservoir.pick();
      if (slot >= 0) slots[slot] = call;
    }
    for (const call of slots) kept[call]! += 1;
    reservoir.clear();
  }
  // An eighth of all windows each, give or take five standard deviations.
  const expected = (WINDOWS * 5) / kept.length;
  const spread = 5 * Math.sqrt(expected * (1 - 5 / kept.length));
  for (const count of kept) expect(Math.abs(count - expected)).toBeLessThan(spread);
});

test("of many calls few are looked at", () => {
  const reservoir = createRunReservoir(256, createSeededRandom(3).float);
  let picked = 0;
  for (let call = 0; call < 100_000; call++) if (reservoir.pick() >= 0) picked += 1;
  expect(picked).toBeGreaterThan(256);
  expect(picked).toBeLessThan(2500);
});

test("a reservoir of one slot samples, one without slots never does", () => {
  const { float } = createSeededRandom(1);
  const one = createRunReservoir(1, float);
  expect(Array.from({ length: 50 }, () => one.pick()).every((slot) => slot === 0 || slot === -1)).toBe(true);
  const none = createRunReservoir(0, float);
  expect(Array.from({ length: 5 }, () => none.pick())).toEqual([-1, -1, -1, -1, -1]);
});
