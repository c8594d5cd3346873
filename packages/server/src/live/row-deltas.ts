import { jsonAt, splitPath } from "@stepwell/protocol";
import type { CellView, LiveEvent, LiveSubscription } from "@stepwell/protocol";
import type { StoredRun, Stream } from "@stepwell/storage";
import type { LineRow } from "../ingest/stored-rows.ts";
import { rowNumber } from "./row-number.ts";

/** What new rows of a run mean to a viewer: the points and cells of what it has on screen. */
export function rowDeltas(
  subscription: LiveSubscription,
  run: StoredRun,
  stream: Stream,
  rows: readonly LineRow[],
): LiveEvent[] {
  const events: LiveEvent[] = [];
  const nextLine = (rows.at(-1)?.line ?? -1) + 1;
  for (const wish of subscription.series) {
    if (wish.run !== run.runId || wish.project !== run.project || wish.stream !== stream) continue;
    const { xs, ys } = points(rows, wish.x, wish.key);
    if (xs.length === 0) continue;
    const { key, x } = wish;
    events.push({ type: "points", project: run.project, run: run.runId, stream, key, x, nextLine, xs, ys });
  }
  if (stream === "events") return events;
  for (const wish of subscription.cells) {
    if (wish.run !== run.runId || wish.project !== run.project) continue;
    const cells = rowCells(rows, wish.key);
    if (cells.length > 0) {
      events.push({ type: "cells", project: run.project, run: run.runId, key: wish.key, cells });
    }
  }
  return events;
}

/** The values of a key that are not plain numbers, with their places. */
export function rowCells(rows: readonly LineRow[], key: string): CellView[] {
  const path = splitPath(key);
  const cells: CellView[] = [];
  for (const { line, row } of rows) {
    const value = jsonAt(row, path);
    if (value === undefined || typeof value === "number" || typeof value === "bigint") continue;
    cells.push({ line, step: rowNumber(row, ["_step"]) ?? null, value });
  }
  return cells;
}

function points(rows: readonly LineRow[], x: string, key: string): { xs: number[]; ys: number[] } {
  const xPath = splitPath(x);
  const yPath = splitPath(key);
  const xs: number[] = [];
  const ys: number[] = [];
  for (const { row } of rows) {
    const xValue = rowNumber(row, xPath);
    const yValue = rowNumber(row, yPath);
    if (xValue === undefined || yValue === undefined) continue;
    xs.push(xValue);
    ys.push(yValue);
  }
  return { xs, ys };
}
