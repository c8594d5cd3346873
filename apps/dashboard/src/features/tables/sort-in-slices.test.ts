import { expect, test } from "vitest";
import { chosenRows, choosingRows } from "./table-rows.ts";
import { sortInSlices } from "./sort-in-slices.ts";

test.each([0, 1, 4_096, 4_097, 20_000, 33_333])("%i numbers are sorted", (length) => {
  const values = Uint32Array.from({ length }, (_, at) => (at * 7_919) % 104_729);
  const wanted = values.toSorted((a, b) => b - a);
  expect(end(sortInSlices(values, (a, b) => b - a))).toEqual(wanted);
});

test("rows with equal cells keep their order across slices, in both directions", () => {
  const table = { columns: ["x"], rows: Array.from({ length: 10_000 }, (_, at) => [at % 2]) };
  for (const descending of [false, true]) {
    const rows = chosenRows(table, undefined, [{ column: 0, descending }]);
    const wanted = Array.from({ length: 10_000 }, (_, at) =>
      at < 5_000 ? 2 * at + (descending ? 1 : 0) : 2 * (at - 5_000) + (descending ? 0 : 1),
    );
    expect([...rows]).toEqual(wanted);
  }
});

test("work on many rows stops between slices", () => {
  const table = { columns: ["x"], rows: Array.from({ length: 100_000 }, (_, at) => [String(at)]) };
  const work = choosingRows(table, undefined, [{ column: 0, descending: true }]);
  let slices = 0;
  while (work.next().done !== true) slices += 1;
  expect(slices).toBeGreaterThan(200);
});

function end<T>(work: Generator<undefined, T, undefined>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}
