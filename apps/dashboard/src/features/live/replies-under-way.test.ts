import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { queryKeys } from "../../lib/query-keys.ts";
import { runView } from "../runs/run-view-fixture.ts";
import { applyEvent } from "./apply-event.ts";
import { readAgain } from "./replies-under-way.ts";

/** A query whose replies the test gives by hand, one after the other. */
function asked<Value>(queries: QueryClient, queryKey: readonly unknown[]) {
  const replies: ((value: Value) => void)[] = [];
  const observer = new QueryObserver<Value>(queries, {
    queryKey,
    queryFn: () => new Promise<Value>((resolve) => replies.push(resolve)),
  });
  observer.subscribe(() => undefined);
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    asked: () => replies.length,
    async reply(value: Value) {
      replies.at(-1)?.(value);
      await settle();
    },
    value: () => queries.getQueryData<Value>(queryKey),
  };
}

const loss = { key: "loss", kind: "number" } as const;
const accuracy = { key: "accuracy", kind: "number" } as const;
const about = { project: "p", run: "a" };

test("a key that a run logs while the keys are read is not lost to the older reply", async () => {
  const queries = new QueryClient();
  const keys = asked(queries, queryKeys.projectKeys("p"));
  applyEvent(queries, { type: "keys", ...about, keys: [{ ...loss, count: 1 }] });
  await keys.reply({ keys: [], metrics: [], cut: false });
  expect(keys.value()).toEqual({ keys: [loss], metrics: [], cut: false });

  void queries.invalidateQueries({ queryKey: queryKeys.projectKeys("p") });
  applyEvent(queries, { type: "keys", ...about, keys: [{ ...accuracy, count: 1 }] });
  await keys.reply({ keys: [loss], metrics: [], cut: false });
  expect(keys.value()).toEqual({ keys: [loss, accuracy], metrics: [], cut: false });
});

test("a cell that is logged while cells are read is not lost to the older reply", async () => {
  const queries = new QueryClient();
  const cells = asked(queries, queryKeys.cells("p", "a", "image"));
  const [first, second] = [1, 2].map((line) => ({ line, step: line, value: "" }));
  applyEvent(queries, {
    type: "cells",
    ...about,
    key: "image",
    cells: [second as NonNullable<typeof second>],
  });
  await cells.reply([first]);
  expect(cells.value()).toEqual([first, second]);
});

test("a run that finishes while it is read is read once more", async () => {
  const queries = new QueryClient();
  queries.setQueryData(queryKeys.seen("p", "a"), "running");
  const detail = asked(queries, queryKeys.run("p", "a"));
  applyEvent(queries, { type: "run", run: runView({ id: "a", project: "p", status: "finished" }) });
  await detail.reply({ run: runView({ id: "a", project: "p", status: "running" }), keys: [], metrics: [] });
  expect(detail.asked()).toBe(2);
});

test("what was read and what is under way is read once more, each once", async () => {
  const queries = new QueryClient();
  const there = asked(queries, ["run", "p", "there"]);
  await there.reply("old");
  const late = asked(queries, ["run", "p", "late"]);
  readAgain(queries, ["run"]);
  expect([there.asked(), late.asked()]).toEqual([2, 1]);
  await late.reply("old");
  expect([there.asked(), late.asked()]).toEqual([2, 2]);
});
