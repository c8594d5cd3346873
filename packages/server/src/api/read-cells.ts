import type { CellPage } from "@stepwell/protocol";
import type { MetricStore } from "@stepwell/storage";
import type { z } from "zod";
import { rowCells } from "../live/row-deltas.ts";
import type { StepIndex } from "../wire/step-index.ts";
import type { cellsQuerySchema } from "./request-schemas.ts";

/** A page of the values of a key that are not plain numbers; with steps, only of rows between them. */
export async function readCells(
  metrics: Pick<MetricStore, "rows">,
  steps: StepIndex,
  run: number,
  { key, from, limit, fromStep, toStep }: z.output<typeof cellsQuerySchema>,
): Promise<CellPage> {
  const isBounded = fromStep !== undefined || toStep !== undefined;
  const [low, high] = [fromStep ?? 0, toStep ?? Number.MAX_SAFE_INTEGER];
  const lines = isBounded
    ? await steps.lines(run, "history", { from: low, to: high + 1, limit: Number.MAX_SAFE_INTEGER })
    : undefined;
  const first = Math.max(from, lines?.reduce((least, line) => Math.min(least, line), Infinity) ?? 0);
  const end = lines?.reduce((most, line) => Math.max(most, line + 1), 0) ?? Infinity;
  if (first >= end) return { cells: [], next: null };
  const rows = await metrics.rows(run, "history", { from: first, limit, keys: [key] });
  const next = (rows.at(-1)?.line ?? Infinity) + 1;
  const cells = rowCells(
    rows.filter(({ line }) => line < end),
    key,
  );
  return {
    // Steps may fall within the lines.
    cells: isBounded ? cells.filter(({ step }) => step !== null && step >= low && step <= high) : cells,
    next: rows.length < limit || next >= end ? null : next,
  };
}
