import { expect, test } from "vitest";
import { compileFilter } from "./compile-filter.ts";
import type { FactValue } from "./run-facts.ts";
import type { RunFilter } from "./run-filter.ts";

type Run = Readonly<Record<string, FactValue>>;

const passes = (filter: RunFilter, run: Run): boolean =>
  compileFilter<Run>(filter, (path) => (one) => one[path])(run);
const x = { path: "x" } as const;

test.each<[RunFilter, FactValue | undefined, boolean]>([
  [{ kind: "equals", ...x, value: 1 }, 1, true],
  [{ kind: "equals", ...x, value: 1 }, "1", false],
  [{ kind: "equals", ...x, value: 1 }, true, false],
  [{ kind: "equals", ...x, value: 1 }, undefined, false],
  [{ kind: "equals", ...x, value: Number.NaN }, Number.NaN, true],
  [{ kind: "equals", ...x, value: 0 }, -0, true],
  [{ kind: "equals", ...x, value: null }, null, true],
  [{ kind: "equals", ...x, value: null }, undefined, true],
  [{ kind: "equals", ...x, value: null }, 0, false],
  [{ kind: "equals", ...x, value: "a" }, ["b", "a"], true],
  [{ kind: "equals", ...x, value: ["b", "a"] }, ["b", "a"], true],
  [{ kind: "equals", ...x, value: ["a", "b"] }, ["b", "a"], false],
  [{ kind: "among", ...x, values: [1, "b"] }, "b", true],
  [{ kind: "among", ...x, values: [1, "b"] }, ["c", "b"], true],
  [{ kind: "among", ...x, values: [1, ["c", "b"]] }, ["c", "b"], true],
  [{ kind: "among", ...x, values: [] }, 1, false],
  [{ kind: "among", ...x, values: [null] }, undefined, true],
  [{ kind: "compares", ...x, is: ">", value: 1 }, 2, true],
  [{ kind: "compares", ...x, is: ">", value: 1 }, 1, false],
  [{ kind: "compares", ...x, is: ">=", value: Infinity }, Infinity, true],
  [{ kind: "compares", ...x, is: "<=", value: 1 }, 1, true],
  [{ kind: "compares", ...x, is: "<", value: 1 }, Number.NaN, false],
  [{ kind: "compares", ...x, is: "<", value: 1 }, "0", false],
  [{ kind: "compares", ...x, is: "<", value: 1 }, undefined, false],
  [{ kind: "compares", ...x, is: ">", value: "a" }, "b", true],
  [{ kind: "compares", ...x, is: ">", value: 1 }, [0, 2], true],
  [{ kind: "compares", ...x, is: ">=", value: null }, null, false],
  [{ kind: "exists", ...x }, null, true],
  [{ kind: "exists", ...x }, undefined, false],
  [{ kind: "matches", ...x, pattern: "^a.c$" }, "abc", true],
  [{ kind: "matches", ...x, pattern: "b" }, "abc", true],
  [{ kind: "matches", ...x, pattern: "^b" }, ["abc", "bc"], true],
  [{ kind: "matches", ...x, pattern: "1" }, 1, false],
  [{ kind: "not", of: { kind: "equals", ...x, value: 1 } }, undefined, true],
  [{ kind: "all", of: [] }, undefined, true],
  [{ kind: "any", of: [] }, undefined, false],
])("%j takes %j: %s", (filter, value, expected) => {
  expect(passes(filter, value === undefined ? {} : { x: value })).toBe(expected);
});

test("all and any join conditions on different facts", () => {
  const both = [
    { kind: "equals", path: "x", value: 1 },
    { kind: "exists", path: "y" },
  ] as const;
  expect(passes({ kind: "all", of: both }, { x: 1 })).toBe(false);
  expect(passes({ kind: "any", of: both }, { x: 1 })).toBe(true);
  expect(passes({ kind: "all", of: both }, { x: 1, y: 0 })).toBe(true);
});
