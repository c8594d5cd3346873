import { expect, test } from "vitest";
import { applyConfigUpdate } from "./apply-config-update.ts";

function update(config: Parameters<typeof applyConfigUpdate>[0], path: string[], value: unknown) {
  return applyConfigUpdate(config, { update: [{ path, value: value as never }], remove: [] });
}

test("objects merge leaf by leaf, and the former config stays as it is", () => {
  const former = { net: { x: 1, deep: { a: 1 } }, lr: 0.1 };
  expect(update(former, ["net"], { y: 2, deep: { b: 2 } })).toEqual({
    net: { x: 1, y: 2, deep: { a: 1, b: 2 } },
    lr: 0.1,
  });
  expect(former).toEqual({ net: { x: 1, deep: { a: 1 } }, lr: 0.1 });
});

test("lists and scalars replace, also objects", () => {
  expect(update({ a: { x: 1 }, l: [1, 2] }, ["a"], 3)).toEqual({ a: 3, l: [1, 2] });
  expect(update({ l: [1, 2] }, ["l"], [9])).toEqual({ l: [9] });
  expect(update({ a: 3 }, ["a", "x"], 1)).toEqual({ a: { x: 1 } });
});

test("empty objects vanish, but not inside lists", () => {
  expect(update({}, ["n"], { e: {}, x: 1 })).toEqual({ n: { x: 1 } });
  expect(update({ n: { x: 1 } }, ["n"], {})).toEqual({ n: { x: 1 } });
  expect(update({}, ["l"], [{}])).toEqual({ l: [{}] });
});

test("a record with many keys takes no time that grows with their square", () => {
  const paths = Array.from({ length: 20_000 }, (_, index) => ["n", `k${index}`]);
  const full = applyConfigUpdate({ a: 1 }, { update: paths.map((path) => ({ path, value: 1 })), remove: [] });
  expect(Object.keys(full["n"] as object)).toHaveLength(20_000);
  expect(applyConfigUpdate(full, { update: [], remove: paths })).toEqual({ a: 1 });
});

test("a remove takes a value and the objects that it leaves empty", () => {
  const remove = (path: string[]) =>
    applyConfigUpdate({ a: { b: { c: 1 } }, d: 2 }, { update: [], remove: [path] });
  expect(remove(["a", "b", "c"])).toEqual({ d: 2 });
  expect(remove(["a", "x"])).toEqual({ a: { b: { c: 1 } }, d: 2 });
  expect(remove(["d", "x"])).toEqual({ a: { b: { c: 1 } }, d: 2 });
  expect(remove([])).toEqual({ a: { b: { c: 1 } }, d: 2 });
});

test("a key named __proto__ is data", () => {
  const config = update({}, ["__proto__", "polluted"], true);
  expect(Object.keys(config)).toEqual(["__proto__"]);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});
