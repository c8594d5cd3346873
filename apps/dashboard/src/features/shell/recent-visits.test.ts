import { beforeEach, expect, test } from "vitest";
import { parseVisits, recentVisits, recordVisit } from "./recent-visits.ts";

beforeEach(() => recentVisits.set([]));

test("The latest visit comes first, and once", () => {
  recordVisit({ project: "harbor" });
  recordVisit({ project: "harbor", run: { id: "r1", name: "one" } });
  recordVisit({ project: "harbor" });
  expect(recentVisits.get()).toEqual([
    { project: "harbor" },
    { project: "harbor", run: { id: "r1", name: "one" } },
  ]);
});

test("A run that was renamed is the same run", () => {
  recordVisit({ project: "harbor", run: { id: "r1", name: "one" } });
  recordVisit({ project: "harbor", run: { id: "r1", name: "uno" } });
  expect(recentVisits.get()).toEqual([{ project: "harbor", run: { id: "r1", name: "uno" } }]);
});

test("Old visits are forgotten", () => {
  for (let number = 0; number < 100; number++) recordVisit({ project: `p${number}` });
  expect(recentVisits.get()).toHaveLength(40);
  expect(recentVisits.get()[0]).toEqual({ project: "p99" });
});

test("What is no list of visits is read as none", () => {
  expect(parseVisits(null)).toEqual([]);
  expect(parseVisits("{")).toEqual([]);
  expect(
    parseVisits('[1, null, {"project": 2}, {"project": "a", "run": {"id": 1}}, {"project": "b"}]'),
  ).toEqual([{ project: "b" }]);
});
