import { expect, test } from "vitest";
import type { BrowserKeyStore } from "./browser-globals.ts";
import { readTail } from "./read-tail.ts";
import { loadTails, removeTail, saveTail } from "./unload-tails.ts";
import type { FileTail } from "./unload-tails.ts";

function createKeyStore(entries: Record<string, string> = {}): BrowserKeyStore {
  const items = new Map(Object.entries(entries));
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
}

const tail: FileTail = {
  after: 12,
  rows: 7,
  records: [
    {
      type: "history",
      items: [
        { path: ["s", "a.b"], value: "b1" },
        { path: ["none"], value: [NaN, -Infinity, -0, 0.1, 2 ** 53 - 1] },
        { path: ["long"], value: 2n ** 62n },
        {
          path: ["deep"],
          value: JSON.parse('{"__proto__": {"n": ""}, "null": [null, true]}') as object as [],
        },
      ],
    },
    { type: "artifact", encoded: Uint8Array.from({ length: 256 }, (_, byte) => byte) },
    { type: "artifact", encoded: new Uint8Array() },
  ],
};

function tailsIn(store: BrowserKeyStore): (FileTail | undefined)[] {
  return loadTails(store).map(({ text }) => readTail(text));
}

test("what one page writes down the next one reads, until it is removed", () => {
  const store = createKeyStore({ "of the page": "its own" });
  expect(saveTail(store, "v1", tail)).toBe(true);
  expect(loadTails(store).map(({ volume }) => volume)).toEqual(["v1"]);
  expect(tailsIn(store)).toStrictEqual([tail]);
  removeTail(store, "v1");
  expect(loadTails(store)).toEqual([]);
  expect(store.getItem("of the page")).toBe("its own");
});

test.each([
  "",
  "{",
  "null",
  "[]",
  '{"after":-1,"rows":1,"records":[]}',
  '{"after":1.5,"rows":1,"records":[]}',
  '{"after":1,"rows":"s1","records":[]}',
  '{"after":1,"rows":1,"records":"s"}',
  '{"after":1,"rows":1,"records":[null]}',
  '{"after":1,"rows":1,"records":[{"type":"sopaque"}]}',
  '{"after":1,"rows":1,"records":[{"type":"history"}]}',
  '{"after":1,"rows":1,"records":[],"more":"b1.5"}',
])("what somebody else wrote is no tail: %s", (text) => {
  expect(readTail(text)).toBeUndefined();
});

test("of what is too much for the store the number of rows is left", () => {
  const store = createKeyStore();
  const items = [{ path: ["text"], value: "x".repeat(400_000) }];
  expect(saveTail(store, "v1", { ...tail, records: [{ type: "history", items }] })).toBe(true);
  const little = {
    ...store,
    setItem: (key: string, value: string) => {
      if (value.length > 100) throw new Error("QuotaExceededError");
      store.setItem(key, value);
    },
  };
  expect(tailsIn(store)).toEqual([{ ...tail, records: [] }]);
  expect(saveTail(little, "v2", tail)).toBe(true);
  expect(tailsIn(store)[1]).toEqual({ ...tail, records: [] });
});

test("a store that is full, forbidden or missing costs nothing but the rows", () => {
  const refuse = (): never => {
    throw new Error("QuotaExceededError");
  };
  const full = { ...createKeyStore(), setItem: refuse, key: refuse, length: 1, removeItem: refuse };
  expect(saveTail(full, "v1", tail)).toBe(false);
  expect(saveTail(undefined, "v1", tail)).toBe(false);
  expect(loadTails(full)).toEqual([]);
  expect(loadTails(undefined)).toEqual([]);
  removeTail(full, "v1");
});
