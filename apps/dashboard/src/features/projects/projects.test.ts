import { expect, test } from "vitest";
import { bestDirection } from "./best-direction.ts";
import { parseMetrics } from "./project-metrics.ts";
import { sortProjects } from "./sort-projects.ts";

const metric = (name: string, goal?: "minimize" | "maximize") => ({
  name,
  stepMetric: "",
  hidden: false,
  summary: [],
  ...(goal === undefined ? {} : { goal }),
});

test("The goal of a metric says which value is the best one", () => {
  expect(bestDirection("cost", "last", [metric("cost", "minimize")])).toEqual({
    word: "best",
    descending: false,
  });
});

test("Without a goal it is the value that runs keep, or what the name suggests, and is called by its name", () => {
  expect(bestDirection("val/miou", "max", [])).toEqual({ word: "max", descending: true });
  expect(bestDirection("val/acc", "min", [])).toEqual({ word: "min", descending: false });
  expect(bestDirection("val/loss", "last", [])).toEqual({ word: "min", descending: false });
  expect(bestDirection("val/err", "last", [])).toEqual({ word: "min", descending: false });
  expect(bestDirection("terrain/score", "last", [])).toEqual({ word: "max", descending: true });
});

test("Choices of metrics are read back, and what is none of them is left out", () => {
  expect([...parseMetrics('[["a", "loss"], ["b"], 3, null]')]).toEqual([["a", "loss"]]);
  expect([...parseMetrics("{")]).toEqual([]);
});

const projects = [
  { name: "b", runs: 2, live: 0, lastActivity: 30 },
  { name: "a", runs: 9, live: 1, lastActivity: 10 },
  { name: "c", runs: 2, live: 0, lastActivity: 20 },
];
const names = (key: string, descending: boolean): string =>
  sortProjects(projects, [{ key, descending }])
    .map(({ name }) => name)
    .join("");

test("Projects are sorted by any column; equal ones by their last activity", () => {
  expect(names("name", false)).toBe("abc");
  expect(names("runs", true)).toBe("abc");
  expect(names("live", true)).toBe("abc");
  expect(names("lastActivity", false)).toBe("acb");
});

test("Without a sort, or with one of no column, the last active project is first", () => {
  expect(sortProjects(projects, []).map(({ name }) => name)).toEqual(["b", "c", "a"]);
  expect(names("nothing", true)).toBe("bca");
});

test("Projects are sorted by what is read for each; what has nothing or is still to come is last in both directions", () => {
  const values = new Map([
    ["b", 3],
    ["c", 7],
  ]);
  const sorted = (descending: boolean): string =>
    sortProjects(projects, [{ key: "size", descending }], values)
      .map(({ name }) => name)
      .join("");
  expect(sorted(false)).toBe("bca");
  expect(sorted(true)).toBe("cba");
  expect(sortProjects(projects, [{ key: "best", descending: true }]).map(({ name }) => name)).toEqual([
    "b",
    "c",
    "a",
  ]);
});
