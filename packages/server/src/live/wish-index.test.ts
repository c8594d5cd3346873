import { expect, test } from "vitest";
import { createWishIndex } from "./wish-index.ts";

const loss = { project: "p", run: "r", stream: "history", key: "loss", x: "_step" } as const;
const image = { project: "p", run: "r", key: "image" };

test("a series that two viewers look at is there once, with both", () => {
  const index = createWishIndex<string>();
  index.set("ann", { series: [loss, loss], cells: [] });
  index.set("bob", { series: [loss, { ...loss, key: "acc" }], cells: [image] });
  const found = [...index.series("p", "r", "history")].map(({ key, viewers }) => [key, ...viewers]);
  expect(found).toEqual([
    ["loss", "ann", "bob"],
    ["acc", "bob"],
  ]);
  expect([...index.cells("p", "r")].map(({ key, viewers }) => [key, ...viewers])).toEqual([["image", "bob"]]);
});

test("series of other runs, streams and projects are not among them", () => {
  const index = createWishIndex<string>();
  index.set("ann", { series: [loss], cells: [image] });
  expect([...index.series("p", "other", "history")]).toEqual([]);
  expect([...index.series("p", "r", "events")]).toEqual([]);
  expect([...index.series("other", "r", "history")]).toEqual([]);
  expect([...index.cells("p", "other")]).toEqual([]);
});

test("new wishes replace the former ones, and a viewer that goes leaves nothing", () => {
  const index = createWishIndex<string>();
  index.set("ann", { series: [loss], cells: [image] });
  index.set("ann", { series: [{ ...loss, key: "acc" }], cells: [] });
  expect([...index.series("p", "r", "history")].map(({ key }) => key)).toEqual(["acc"]);
  expect([...index.cells("p", "r")]).toEqual([]);
  index.remove("ann");
  expect([...index.series("p", "r", "history")]).toEqual([]);
});
