import { expect, test } from "vitest";
import { canonicalJson, createRowDigest } from "./row-digest.ts";

function digestOf(rows: readonly object[]): string {
  const digest = createRowDigest();
  for (const row of rows) digest.add(row);
  return `${String(digest.rows)} ${digest.hash()}`;
}

test("the order of keys and the times of rows don't count", () => {
  const logged = [{ _step: 0, loss: 0.5, val: { a: 1, b: [1, 2] } }];
  const stored = [{ val: { b: [1, 2], a: 1 }, loss: 0.5, _timestamp: 17, _runtime: 3, _step: 0 }];
  expect(digestOf(stored)).toBe(digestOf(logged));
});

test.each([
  ["a value", [{ _step: 0, loss: 0.25 }]],
  ["a step", [{ _step: 1, loss: 0.5 }]],
  ["a key", [{ _step: 0, loss: 0.5, acc: 1 }]],
  ["a number that became text", [{ _step: 0, loss: "0.5" }]],
  ["a row more", [{ _step: 0, loss: 0.5 }, {}]],
  ["no rows", []],
])("%s changes the hash", (_what, rows) => {
  expect(digestOf(rows)).not.toBe(digestOf([{ _step: 0, loss: 0.5 }]));
});

test("numbers keep their last digit, and those that JSON lacks are told apart", () => {
  expect(canonicalJson([0.1 + 0.2, -0, Number.NaN, Number.POSITIVE_INFINITY, null, 2n ** 60n])).toBe(
    "[0.30000000000000004,0,NaN,Infinity,null,1152921504606846976]",
  );
});
