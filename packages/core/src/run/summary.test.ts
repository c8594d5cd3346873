import type { JsonObject } from "@stepwell/protocol";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { createSummary } from "./summary.ts";

function summaryOf(values: JsonObject): { summary: Record<string, unknown>; calls: unknown[] } {
  const calls: unknown[] = [];
  const summary = createSummary<Record<string, unknown>>({
    read: () => values,
    set: (path, value) => void calls.push(["set", path, value]),
    delete: (path) => void calls.push(["delete", path]),
  });
  return { summary, calls };
}

test("members are read at any depth, and look like a plain object", () => {
  const { summary } = summaryOf({ a: 1, b: { c: { d: 2 } }, h: { _type: "histogram", values: [1] } });
  expect(summary["a"]).toBe(1);
  expect((summary["b"] as { c: { d: number } }).c.d).toBe(2);
  expect(summary["nope"]).toBeUndefined();
  expect(Object.keys(summary)).toEqual(["a", "b", "h"]);
  expect("b" in summary).toBe(true);
  expect({ ...summary }).toMatchObject({ a: 1, b: { c: { d: 2 } } });
  expect(JSON.parse(JSON.stringify(summary))).toEqual({
    a: 1,
    b: { c: { d: 2 } },
    h: { _type: "histogram", values: [1] },
  });
});

test("sets and deletes name the whole path", () => {
  const { summary, calls } = summaryOf({ b: { c: {} } });
  summary["a"] = 1;
  (summary["b"] as { c: Record<string, unknown> }).c["x.y"] = 2;
  delete (summary["b"] as Record<string, unknown>)["c"];
  expect(calls).toEqual([
    ["set", ["a"], 1],
    ["set", ["b", "c", "x.y"], 2],
    ["delete", ["b", "c"]],
  ]);
});

test("names of built-in members are plain keys", () => {
  const { summary } = summaryOf({ constructor: 1 });
  expect(summary["constructor"]).toBe(1);
  expect(summary["__proto__"]).toBeUndefined();
  expect(summary["hasOwnProperty"]).toBeUndefined();
});

test.each([[[]], [5], [[1]], [null], [Array.from({ length: 501 }, () => "a")]])(
  "the path %j is refused",
  (path) => {
    const { summary, calls } = summaryOf({});
    const { set } = summary as unknown as { set: (path: unknown, value: number) => void };
    expect(() => set(path, 1)).toThrow("Give a key, or a list of 1 to 500 keys.");
    expect(calls).toEqual([]);
  },
);

test("console.log shows the values, also below a member", () => {
  const { summary } = summaryOf({ a: 1, b: { c: 2 } });
  expect(inspect(summary)).toBe("{ a: 1, b: { c: 2 } }");
  expect(inspect(summary["b"])).toBe("{ c: 2 }");
});
