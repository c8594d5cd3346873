import fc from "fast-check";
import { expect, test } from "vitest";
import { writeShortestDecimal } from "./shortest-decimal.ts";

const bytes = new Uint8Array(32);

function textOf(value: number): string | undefined {
  const end = writeShortestDecimal(bytes, 2, value);
  return end < 0 ? undefined : new TextDecoder().decode(bytes.subarray(2, end));
}

const fraction = fc
  .double({ min: 1e-4, max: 1e6, maxExcluded: true, noNaN: true })
  .filter((value) => !Number.isInteger(value));

test("any fraction is printed as the engine prints it, or left to the engine", () => {
  fc.assert(
    fc.property(fraction, (value) => {
      expect([undefined, String(value)]).toContain(textOf(value));
    }),
    { numRuns: 20_000 },
  );
});

test("fractions of every number of decimals are printed as the engine prints them", () => {
  fc.assert(
    fc.property(fraction, fc.integer({ min: 1, max: 20 }), (value, decimals) => {
      const rounded = Number(value.toFixed(decimals));
      fc.pre(rounded >= 1e-4 && rounded < 1e6 && !Number.isInteger(rounded));
      expect([undefined, String(rounded)]).toContain(textOf(rounded));
    }),
    { numRuns: 20_000 },
  );
});

test("the neighbours of powers of ten and of two are printed as the engine prints them", () => {
  const word = new Float64Array(1);
  const bits = new BigInt64Array(word.buffer);
  const edges = [
    ...Array.from({ length: 10 }, (_, index) => 10 ** (index - 4)),
    ...Array.from({ length: 33 }, (_, index) => 2 ** (index - 13)),
  ];
  for (const edge of edges) {
    for (let away = -200n; away <= 200n; away += 1n) {
      word[0] = edge;
      (bits[0] as bigint) += away;
      const value = word[0] as number;
      if (value < 1e-4 || value >= 1e6 || Number.isInteger(value)) continue;
      expect([undefined, String(value)]).toContain(textOf(value));
    }
  }
});

test("nearly all numbers of full precision are printed without the engine", () => {
  // A linear congruential generator (Numerical Recipes): always the same 2,000 numbers.
  let state = 1;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  let left = 0;
  for (let count = 0; count < 2000; count++) {
    const value = 1e-4 + (next() + next() / 2 ** 21) * 10;
    if (textOf(value) === undefined) left += 1;
  }
  expect(left).toBeLessThan(20);
});
