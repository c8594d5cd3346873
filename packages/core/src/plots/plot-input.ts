import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { TensorLike, TypedArray } from "../encode/array-like.ts";
import { describes } from "../media/axes.ts";
import { showValue } from "../show-value.ts";

/** Numbers in a row: an array, a typed array, or a tensor of one dimension. */
export type Numbers = readonly number[] | TypedArray | TensorLike;
/** Rows of numbers: an array of them, or a tensor of two dimensions. */
export type NumberRows = readonly Numbers[] | TensorLike;
/** The class of each example, as its index or its name. */
export type Labels = readonly (number | string)[] | TypedArray | TensorLike;

/** A list of plain values. Throws `UsageError` that names the argument. */
export function readList(plot: string, name: string, value: unknown): readonly unknown[] {
  // A copy has no holes: what is missing is undefined.
  if (Array.isArray(value)) return Array.from(value as readonly unknown[]);
  const found = typeof value === "object" && value !== null ? asNumberArray(value) : undefined;
  if (found === undefined || found.shape.length !== 1 || !describes(found.shape, found.data.length)) {
    return refusePlot(plot, `"${name}" is "${showValue(value)}"`, "Give a list");
  }
  return Array.from(found.data as ArrayLike<number | bigint>, Number);
}

/** The class of each example. */
export function readLabels(plot: string, name: string, value: unknown): readonly (number | string)[] {
  const list = readList(plot, name, value);
  for (const label of list) {
    if (typeof label === "string" || (typeof label === "number" && !Number.isNaN(label))) continue;
    return refusePlot(
      plot,
      `"${name}" holds "${showValue(label)}"`,
      "Give each example's class as its number or name",
    );
  }
  return list as readonly (number | string)[];
}

/** Rows of numbers, all of one length. */
export function readRows(plot: string, name: string, value: unknown): readonly (readonly number[])[] {
  const rows = rowsOf(plot, name, value);
  const width = rows[0]?.length ?? 0;
  for (const row of rows) {
    const bad = row.findIndex((score) => typeof score !== "number" || !Number.isFinite(score));
    if (bad >= 0) refusePlot(plot, `"${name}" holds "${showValue(row[bad])}"`, "Give finite numbers");
    if (row.length !== width) {
      refusePlot(
        plot,
        `the rows of "${name}" have "${width}" and "${row.length}" numbers`,
        "Give one for each class",
      );
    }
  }
  return rows as readonly (readonly number[])[];
}

/** Throws unless there are as many of both, and at least one. */
export function checkSameLength(
  plot: string,
  [leftName, left]: readonly [string, ArrayLike<unknown>],
  [rightName, right]: readonly [string, ArrayLike<unknown>],
): void {
  if (left.length === right.length && left.length > 0) return;
  refusePlot(
    plot,
    `"${leftName}" has "${left.length}" entries and "${rightName}" has "${right.length}"`,
    "Give as many of both, and at least one",
  );
}

export function refusePlot(plot: string, reason: string, remedy: string): never {
  throw new UsageError(`[core] Failed to make the ${plot}: ${reason}. ${remedy}.`);
}

function rowsOf(plot: string, name: string, value: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(value)) {
    return Array.from(value as readonly unknown[], (row) => readList(plot, name, row));
  }
  const found = typeof value === "object" && value !== null ? asNumberArray(value) : undefined;
  if (found === undefined || found.shape.length !== 2 || !describes(found.shape, found.data.length)) {
    return refusePlot(
      plot,
      `"${name}" is "${showValue(value)}"`,
      "Give a list of lists, one for each example",
    );
  }
  const [height = 0, width = 0] = found.shape;
  const numbers = Array.from(found.data as ArrayLike<number | bigint>, Number);
  return Array.from({ length: height }, (_, row) => numbers.slice(row * width, (row + 1) * width));
}
