import { expect, test } from "vitest";
import type { BrowserKeyStore } from "./browser-globals.ts";
import { loadTails, removeTail, saveTail } from "./unload-tails.ts";

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

const tail = {
  volume: "v1",
  offset: 1234,
  rows: 7,
  bytes: Uint8Array.from({ length: 256 }, (_, byte) => byte),
};

test("what one page writes down the next one reads, until it is removed", () => {
  const store = createKeyStore({ "of the page": "its own" });
  expect(saveTail(store, tail)).toBe(true);
  expect(loadTails(store)).toEqual([tail]);
  removeTail(store, "v1");
  expect(loadTails(store)).toEqual([]);
  expect(store.getItem("of the page")).toBe("its own");
});

test.each([
  "",
  "{",
  "null",
  "[]",
  '{"offset":-1.5,"rows":1,"bytes":""}',
  '{"offset":1,"rows":1,"bytes":"%"}',
  '{"offset":1,"rows":1,"bytes":7}',
])("what somebody else wrote is left out: %s", (text) => {
  const store = createKeyStore({ "stepwell.tail.bad": text });
  saveTail(store, tail);
  expect(loadTails(store)).toEqual([tail]);
});

test("a store that is full, forbidden or missing costs nothing but the rows", () => {
  const refuse = (): never => {
    throw new Error("QuotaExceededError");
  };
  const full = { ...createKeyStore(), setItem: refuse, key: refuse, length: 1, removeItem: refuse };
  expect(saveTail(full, tail)).toBe(false);
  expect(saveTail(undefined, tail)).toBe(false);
  expect(loadTails(full)).toEqual([]);
  expect(loadTails(undefined)).toEqual([]);
  removeTail(full, "v1");
});
