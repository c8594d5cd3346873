import type { LiveEvent } from "@stepwell/protocol";
import type { StoredRun, Stream } from "@stepwell/storage";
import type { LineRow } from "../ingest/stored-rows.ts";
import { rowCells, rowPoints } from "./row-deltas.ts";
import type { WishIndex } from "./wish-index.ts";

/** Rows that viewers have yet to hear of, gathered for a moment: what comes in many small batches is told as one. */
export interface FreshRows {
  add(run: StoredRun, stream: Stream, rows: readonly LineRow[]): void;
  /** Forgets what waits of a run. */
  drop(run: number): void;
  /** Tells who wished for it what the rows bring; each event is made once, however many look at it. */
  tell(): void;
  clear(): void;
}

interface Waiting {
  readonly run: StoredRun;
  readonly stream: Stream;
  rows: LineRow[];
}

/** More are not kept back. */
const MOST_ROWS = 10_000;

/** `send` is given an event and who wished for it. */
export function createFreshRows<Viewer>(options: {
  wishes: WishIndex<Viewer>;
  send: (event: LiveEvent, viewers: Iterable<Viewer>) => void;
}): FreshRows {
  const { wishes, send } = options;
  const waiting = new Map<string, Waiting>();
  let count = 0;

  function tellOf({ run: { project, runId: run }, stream, rows }: Waiting): void {
    const nextLine = rows.reduce((next, { line }) => Math.max(next, line + 1), 0);
    for (const { key, x, viewers } of wishes.series(project, run, stream)) {
      const { xs, ys } = rowPoints(rows, { x, key });
      if (xs.length > 0) send({ type: "points", project, run, stream, key, x, nextLine, xs, ys }, viewers);
    }
    if (stream === "events") return;
    for (const { key, viewers } of wishes.cells(project, run)) {
      const cells = rowCells(rows, key);
      if (cells.length > 0) send({ type: "cells", project, run, key, cells }, viewers);
    }
  }

  function tell(): void {
    const now = [...waiting.values()];
    waiting.clear();
    count = 0;
    for (const one of now) tellOf(one);
  }

  return {
    add(run, stream, rows) {
      const name = `${run.number} ${stream}`;
      const found = waiting.get(name) ?? { run, stream, rows: [] };
      waiting.set(name, found);
      for (const row of rows) found.rows.push(row);
      count += rows.length;
      if (count > MOST_ROWS) tell();
    },
    drop(number) {
      for (const [name, { run, rows }] of waiting) {
        if (run.number !== number) continue;
        waiting.delete(name);
        count -= rows.length;
      }
    },
    tell,
    clear() {
      waiting.clear();
      count = 0;
    },
  };
}
