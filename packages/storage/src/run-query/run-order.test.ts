import { expect, test } from "vitest";
import type { FactValue } from "./run-facts.ts";
import { createRunOrder } from "./run-order.ts";
import type { RunSort } from "./run-queries.ts";

interface Run {
  readonly number: number;
  readonly x?: FactValue;
}

const orderOf = (sort: readonly RunSort[]) =>
  createRunOrder<Run>(
    sort,
    () => (run) => run.x,
    (run) => run.number,
  );
const values: readonly (FactValue | undefined)[] = [
  "b",
  2,
  undefined,
  Number.NaN,
  false,
  null,
  Infinity,
  ["a"],
  -Infinity,
  "a",
  true,
  -1,
];
const runs = values.map((x, number): Run => (x === undefined ? { number } : { number, x }));
const sorted = (sort: readonly RunSort[]) => runs.toSorted(orderOf(sort).compare).map(({ x }) => x);
const ordered = [false, true, -Infinity, -1, 2, Infinity, "a", "b", ["a"]];
const unordered = [Number.NaN, null, undefined];

test("kinds follow each other, and what has no order comes last in either direction", () => {
  expect(sorted([{ path: "x", direction: "ascending" }])).toEqual([...ordered, ...unordered]);
  expect(sorted([{ path: "x", direction: "descending" }])).toEqual([...ordered.toReversed(), ...unordered]);
});

test("what has no order comes first when that is asked for", () => {
  expect(sorted([{ path: "x", direction: "ascending", unordered: "first" }])).toEqual([
    ...unordered.toReversed(),
    ...ordered,
  ]);
});

test("equal runs come by number, in the direction of the first fact; without any, the newest first", () => {
  const equal = [3, 1, 2].map((number): Run => ({ number, x: "same" }));
  const numbers = (sort: readonly RunSort[]) =>
    equal.toSorted(orderOf(sort).compare).map(({ number }) => number);
  expect(numbers([{ path: "x", direction: "ascending" }])).toEqual([1, 2, 3]);
  expect(numbers([{ path: "x", direction: "descending" }])).toEqual([3, 2, 1]);
  expect(numbers([])).toEqual([3, 2, 1]);
});

test("a place is after those before it and before those after it", () => {
  const order = orderOf([{ path: "x", direction: "descending" }]);
  const all = runs.toSorted(order.compare);
  all.forEach((at, index) => {
    const signs = all.map((run) => Math.sign(order.compareToPlace(run, order.placeOf(at))) + 0);
    expect(signs).toEqual(all.map((_, other) => Math.sign(other - index)));
  });
});
