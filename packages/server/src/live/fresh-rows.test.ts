import type { LiveEvent } from "@stepwell/protocol";
import type { StoredRun } from "@stepwell/storage";
import { expect, test } from "vitest";
import type { LineRow } from "../ingest/stored-rows.ts";
import { createFreshRows } from "./fresh-rows.ts";
import { createWishIndex } from "./wish-index.ts";

const run = { number: 1, project: "p", runId: "r" } as StoredRun;
const other = { number: 2, project: "p", runId: "s" } as StoredRun;
const wish = { project: "p", run: "r", stream: "history", key: "loss", x: "_step" } as const;

function setUp() {
  const sent: { event: LiveEvent; viewers: string[] }[] = [];
  const wishes = createWishIndex<string>();
  const fresh = createFreshRows({
    wishes,
    send: (event, viewers) => sent.push({ event, viewers: [...viewers] }),
  });
  return { sent, wishes, fresh };
}

function rowsFrom(line: number, count: number): LineRow[] {
  return Array.from({ length: count }, (_, index) => ({
    line: line + index,
    row: { _step: line + index, loss: 0.5, note: "hi" },
  }));
}

test("batches of one moment are told as one event, to all who look at the series", () => {
  const { sent, wishes, fresh } = setUp();
  for (const viewer of ["ann", "bob", "eve"]) wishes.set(viewer, { series: [wish], cells: [] });
  fresh.add(run, "history", rowsFrom(0, 2));
  fresh.add(run, "history", rowsFrom(2, 1));
  fresh.tell();
  fresh.tell();
  expect(sent).toEqual([
    {
      viewers: ["ann", "bob", "eve"],
      event: { ...wish, type: "points", nextLine: 3, xs: [0, 1, 2], ys: [0.5, 0.5, 0.5] },
    },
  ]);
});

test("rows that nobody looks at are no event", () => {
  const { sent, wishes, fresh } = setUp();
  wishes.set("ann", { series: [{ ...wish, stream: "events" }], cells: [{ ...wish, run: "s" }] });
  fresh.add(run, "history", rowsFrom(0, 2));
  fresh.tell();
  expect(sent).toEqual([]);
});

test("rows of a run that was cut or deleted are not told any more", () => {
  const { sent, wishes, fresh } = setUp();
  wishes.set("ann", { series: [wish, { ...wish, run: "s" }], cells: [] });
  fresh.add(run, "history", rowsFrom(0, 2));
  fresh.add(other, "history", rowsFrom(5, 1));
  fresh.drop(run.number);
  fresh.tell();
  expect(sent.map(({ event }) => event)).toEqual([
    { ...wish, run: "s", type: "points", nextLine: 6, xs: [5], ys: [0.5] },
  ]);
});

test("many rows are not kept back", () => {
  const { sent, wishes, fresh } = setUp();
  wishes.set("ann", { series: [], cells: [{ project: "p", run: "r", key: "note" }] });
  fresh.add(run, "history", rowsFrom(0, 9000));
  expect(sent).toHaveLength(0);
  fresh.add(run, "history", rowsFrom(9000, 2000));
  expect(sent).toHaveLength(1);
});
