import type { RunRow, RunRows } from "@stepwell/protocol";
import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { queryKeys } from "../../lib/query-keys.ts";
import { applyEvent } from "../live/apply-event.ts";
import { withLiveRun } from "./live-row.ts";
import { runView } from "./run-view-fixture.ts";

function row(id: string, columns: RunRow["columns"] = {}): RunRow {
  return {
    id,
    project: "p",
    name: id,
    state: "running",
    color: 3,
    createdAt: 1,
    startedAt: 1,
    updatedAt: 1,
    runtime: 0,
    group: "",
    jobType: "",
    tags: [],
    columns,
  };
}

const page: RunRows = { runs: [row("b", { "summary.loss": 3 }), row("a")], total: 2, next: null };

test("a live run changes its row in its place, with the columns of the table", () => {
  const run = runView({
    id: "b",
    status: "finished",
    color: 5,
    summary: { loss: 0.5, other: 1 },
    config: { lr: 0.1 },
  });
  const changed = withLiveRun(page, run, ["summary.loss", "config.lr", "summary.none"]);
  expect(changed.runs.map(({ id }) => id)).toEqual(["b", "a"]);
  expect(changed.runs[0]).toMatchObject({ state: "finished", color: 5, createdAt: 1 });
  expect(changed.runs[0]?.columns).toEqual({ "summary.loss": 0.5, "config.lr": 0.1 });
  expect(changed.runs[1]).toBe(page.runs[1]);
});

test("a run that a table does not have leaves it as it is", () => {
  expect(withLiveRun(page, runView({ id: "c" }), [])).toBe(page);
});

test("a run that may be suspended stays so while it goes on", () => {
  const suspended = { ...page, runs: [{ ...row("b"), state: "preempting" }] };
  const state = (status: "running" | "finished"): string | undefined =>
    withLiveRun(suspended, runView({ id: "b", status }), []).runs[0]?.state;
  expect([state("running"), state("finished")]).toEqual(["preempting", "finished"]);
});

test("events reach every table of the project, and only runs that nobody knew are news", () => {
  const queries = new QueryClient();
  const key = queryKeys.runTable("p", "[]", ["summary.loss"], 0);
  queries.setQueryData(key, page);
  const news = (): unknown => queries.getQueryData(queryKeys.runNews("p"));
  applyEvent(queries, { type: "run", run: runView({ id: "b", summary: { loss: 1 } }) });
  expect(queries.getQueryData<RunRows>(key)?.runs[0]?.columns).toEqual({ "summary.loss": 1 });
  expect(news()).toBeUndefined();
  for (let time = 0; time < 3; time += 1) applyEvent(queries, { type: "run", run: runView({ id: "new" }) });
  expect(news()).toBe(1);
  applyEvent(queries, { type: "run", run: runView({ id: "other", project: "q" }) });
  expect(news()).toBe(1);
});
