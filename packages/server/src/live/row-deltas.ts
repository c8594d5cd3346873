import { jsonAt, splitPath } from "@stepwell/protocol";
import type { CellView } from "@stepwell/protocol";
import type { LineRow } from "../ingest/stored-rows.ts";
import { rowNumber } from "./row-number.ts";

/** The points that new rows bring to a line: where both keys are numbers. */
export function rowPoints(
  rows: readonly LineRow[],
  { x, key }: { readonly x: string; readonly key: string },
): { xs: number[]; ys: number[] } {
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
