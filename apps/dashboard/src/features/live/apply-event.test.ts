import type { RunView } from "@stepwell/protocol";
import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { queryKeys } from "../../lib/query-keys.ts";
import { applyEvent, mergeCells, mergeKeys, mergeRun } from "./apply-event.ts";
import { runView } from "../runs/run-view-fixture.ts";

test("a known run is replaced in its place, a new one comes before older ones", () => {
  const runs = [runView({ id: "b", startedAt: 20 }), runView({ id: "a", startedAt: 10 })];
  expect(
    mergeRun(runs, runView({ id: "a", startedAt: 10, step: 5 })).map(({ id, step }) => [id, step]),
  ).toEqual([
    ["b", null],
    ["a", 5],
  ]);
  expect(mergeRun(runs, runView({ id: "c", startedAt: 15 })).map(({ id }) => id)).toEqual(["b", "c", "a"]);
});

test("new keys come last and known ones keep their place", () => {
  const keys = [
    { key: "a", kind: "number", count: 1 },
    { key: "b", kind: "number", count: 1 },
  ] as const;
  expect(
    mergeKeys(keys, [
      { key: "c", kind: "image", count: 1 },
      { key: "a", kind: "histogram", count: 2 },
    ]).map(({ key, kind }) => key + kind),
  ).toEqual(["ahistogram", "bnumber", "cimage"]);
});

test("a run of which more is known is read again, and one with more keys is not", () => {
  const queries = new QueryClient();
  const queryKey = queryKeys.run("p", "a");
  queries.setQueryData(queryKey, { run: runView({ id: "a" }), keys: [], metrics: [] });
  const about = { project: "p", run: "a" };
  applyEvent(queries, { type: "keys", ...about, keys: [{ key: "loss", kind: "number", count: 1 }] });
  expect(queries.getQueryState(queryKey)?.isInvalidated).toBe(false);
  applyEvent(queries, { type: "details", ...about });
  expect(queries.getQueryState(queryKey)?.isInvalidated).toBe(true);
});

test("cells are merged by line", () => {
  const cells = mergeCells(
    [{ line: 2, step: 2, value: "old" }],
    [
      { line: 2, step: 2, value: "new" },
      { line: 1, step: 1, value: "first" },
    ],
  );
  expect(cells.map(({ value }) => value)).toEqual(["first", "new"]);
});

test("a removed run leaves its list", () => {
  const queries = new QueryClient();
  queries.setQueryData<readonly RunView[]>(queryKeys.runs("p"), [runView({ id: "a" }), runView({ id: "b" })]);
  applyEvent(queries, { type: "run-removed", project: "p", run: "a" });
  expect(queries.getQueryData<readonly RunView[]>(queryKeys.runs("p"))?.map(({ id }) => id)).toEqual(["b"]);
});

test("events of a run in another project read the projects again once, and when its state changes", () => {
  const queries = new QueryClient();
  const projects = [{ name: "p", runs: 1, live: 1, lastActivity: 0 }];
  const event = (status: RunView["status"]): boolean => {
    queries.setQueryData(queryKeys.projects(), projects);
    applyEvent(queries, { type: "run", run: runView({ id: "x", project: "p", status }) });
    return queries.getQueryState(queryKeys.projects())?.isInvalidated === true;
  };
  expect([event("running"), event("running"), event("finished"), event("finished")]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

test("a run that nobody has read about changes nothing that is there", () => {
  const queries = new QueryClient();
  applyEvent(queries, { type: "run", run: runView({ id: "x" }) });
  expect(queries.getQueryData(queryKeys.runs("p"))).toBeUndefined();
});
