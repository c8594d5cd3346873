import { expect, test } from "vitest";
import { encodeRow } from "./encode-row.ts";
import { createValueEncoder } from "./encode-value.ts";

const encode = createValueEncoder({ purpose: "log" });
const items = (data: unknown): readonly unknown[] =>
  encodeRow(data, encode).items.map(({ path, value }) => [path.join("."), value]);

test("each member is read once, whatever its getter says next", () => {
  const answers = [1, Symbol("never read")];
  const data = {
    get a() {
      return answers.shift();
    },
    b: 2,
  };
  expect(items(data)).toEqual([
    ["a", 1],
    ["b", 2],
  ]);
  expect(answers).toHaveLength(1);
});

test("a getter that throws stops the call with its own error", () => {
  const mine = new Error("mine");
  const data = {
    get a(): number {
      throw mine;
    },
  };
  expect(() => items(data)).toThrow(mine);
});

test.each(["__proto__", "constructor", "toString"])("the key %s is a key like any other", (key) => {
  expect(items(new Map([[key, 1]]))).toEqual([[key, 1]]);
  expect(items(Object.fromEntries([[key, { [key]: 2 }]]))).toEqual([[`${key}.${key}`, 2]]);
});

test("members that an object has from its prototype are not its own, also where it hides hasOwnProperty", () => {
  const data: unknown = Object.assign(Object.create({ inherited: 1, shown: 1 }), {
    shown: 2,
    hasOwnProperty: 3,
  });
  expect(items(data)).toEqual([
    ["shown", 2],
    ["hasOwnProperty", 3],
  ]);
});

test("members without a value, and the empty key, are left out", () => {
  expect(items({ a: undefined, "": 1, e: {} })).toEqual([]);
  expect(items({ "": "text", b: "text" })).toEqual([["b", "text"]]);
});

test("a promise is refused instead of being logged as an empty row", () => {
  expect(() => items(Promise.resolve({ a: 1 }))).toThrow("the data is a promise. Await it first.");
});
