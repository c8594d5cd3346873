import { expect, test } from "vitest";
import { placeLayers } from "./place-layers.ts";

function place(ids: string, edges: readonly string[]): string[] {
  const layers = Array.from(ids, (id) => ({ id, name: id, facts: "", details: [] }));
  const pairs = edges.map((edge) => [edge[0] ?? "", edge[1] ?? ""] as const);
  const places = placeLayers({ layers, edges: pairs, more: 0 });
  return [...places].map(([id, { row, column }]) => `${id} ${row} ${column}`);
}

test("a chain goes down", () => {
  expect(place("abc", ["ab", "bc"])).toEqual(["a 0 0", "b 1 0", "c 2 0"]);
});

test("a layer stands below all that flows into it, though one way is shorter", () => {
  expect(place("abcd", ["ab", "bc", "cd", "ad"])).toEqual(["a 0 0", "b 1 0", "c 2 0", "d 3 0"]);
});

test("branches stand beside one another", () => {
  expect(place("abcd", ["ab", "ac", "bd", "cd"])).toEqual(["a 0 0", "b 1 0", "c 1 1", "d 2 0"]);
});

test("an input that comes later stands right above what takes it", () => {
  expect(place("abcd", ["ab", "bc", "dc"])).toEqual(["a 0 0", "b 1 0", "c 2 0", "d 1 1"]);
});

test("without edges the layers stand in their order", () => {
  expect(place("abc", [])).toEqual(["a 0 0", "b 1 0", "c 2 0"]);
});

test("what flows in a circle ends, below the rest", () => {
  expect(place("abcd", ["ab", "cd", "dc"])).toEqual(["a 0 0", "b 1 0", "c 2 0", "d 3 0"]);
});

test("nothing has no places", () => {
  expect(place("", [])).toEqual([]);
});
