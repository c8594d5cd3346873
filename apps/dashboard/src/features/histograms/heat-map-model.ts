import { lastAtOrBefore } from "../../lib/binary-search.ts";
import type { HistogramColumn } from "./histogram-cell.ts";

const noNumbers = new Float64Array();

/** What a heat map shows: its columns, its corners and the count that has the strongest colour. */
export interface HeatMapModel {
  readonly columns: readonly HistogramColumn[];
  readonly steps: readonly number[];
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly most: number;
}

/**
 * Lays out columns by step. `missed` are steps without a histogram that are shown as columns without bins. Undefined
 * when no column has a bin.
 */
export function heatMapModel(
  columns: readonly HistogramColumn[],
  missed: readonly number[] = [],
): HeatMapModel | undefined {
  const gaps = missed.map((step) => ({ step, edges: noNumbers, counts: noNumbers, total: 0 }));
  const sorted = [...columns, ...gaps].toSorted((a, b) => a.step - b.step);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  let most = 0;
  for (const { edges, counts } of sorted) {
    for (const [at, count] of counts.entries()) {
      if (!(count > 0)) continue;
      low = Math.min(low, edges[at] as number);
      high = Math.max(high, edges[at + 1] as number);
      most = Math.max(most, count);
    }
  }
  if (!(low <= high)) return undefined;
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const steps = sorted.map(({ step }) => step);
  const [first, last] = [steps[0] as number, steps.at(-1) as number];
  const usual = steps.length > 1 ? (last - first) / (steps.length - 1) : 1;
  return { columns: sorted, steps, x: [first, last + (usual || 1)], y: [low, high], most };
}

/** The part of a model that lies between two steps, on the same value axis and with the same colours. */
export function windowModel(
  model: HeatMapModel,
  window: readonly [number, number] | undefined,
): HeatMapModel {
  if (window === undefined) return model;
  const x = [Math.max(window[0], model.x[0]), Math.min(window[1], model.x[1])] as const;
  if (!(x[0] < x[1])) return model;
  const columns = model.columns.filter((_, at) => {
    const [from, to] = columnSpan(model, at);
    return from < x[1] && to > x[0];
  });
  return { ...model, columns, steps: columns.map(({ step }) => step), x };
}

/** Where a column begins and ends on x: from its step to the next logged one. */
export function columnSpan({ steps, x }: HeatMapModel, at: number): [number, number] {
  return [steps[at] as number, steps[at + 1] ?? x[1]];
}

/** The column that covers a step; the first one for what lies before it. */
export function columnAt({ steps }: HeatMapModel, step: number): number {
  return Math.max(0, lastAtOrBefore(steps, step));
}

/** The bin of a column that holds a value, or −1. */
export function binAt({ edges, counts }: HistogramColumn, value: number): number {
  const at = lastAtOrBefore(edges, value);
  return at >= counts.length ? (value === edges.at(-1) ? counts.length - 1 : -1) : at;
}

/** How strong a count is drawn, 0 to 1, on a log scale; 0 only for none. */
export function strength(count: number, most: number): number {
  if (!(count > 0)) return 0;
  return most <= 1 ? 1 : 0.02 + 0.98 * (Math.log(Math.max(1, count)) / Math.log(Math.max(2, most)));
}
