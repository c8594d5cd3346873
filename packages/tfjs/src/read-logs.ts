import type { TypedArray } from "@stepwell/core";
import type { ReadValues } from "./row-queue.ts";
import { isTensor } from "./tfjs-shapes.ts";
import type { LogsLike, TensorLike } from "./tfjs-shapes.ts";

/** Logs of tfjs under our keys: the numbers now, and a read for each tensor. */
export interface ReadLogs {
  readonly row: Record<string, unknown>;
  readonly reads: ReadValues[];
}

/** How tensors are read. */
export interface Reading {
  /** `"now"` where values are at hand, `"later"` where a device would have to be waited for. */
  readonly when: "now" | "later";
  /** Hears of a value that can't be read now; its row goes without it. */
  readonly failed: (error: unknown) => void;
}

/**
 * Splits logs into numbers and tensors, and puts `prefix` before each key. `batch` and `size`, tfjs's own bookkeeping,
 * are left out. Reads must begin before the callback returns, because then tfjs disposes of the tensors.
 */
export function readLogs(prefix: string, logs: LogsLike, reading: Reading): ReadLogs {
  const row: Record<string, unknown> = {};
  const reads: ReadValues[] = [];
  for (const name in logs) {
    if (name === "batch" || name === "size") continue;
    const key = prefix + name;
    const value = logs[name];
    if (!isTensor(value)) row[key] = value;
    else if (reading.when === "now") readNow(row, key, value, reading);
    else reads.push(async () => ({ [key]: (await readTensor(value))[0] }));
  }
  return { row, reads };
}

function readNow(row: Record<string, unknown>, key: string, tensor: TensorLike, { failed }: Reading): void {
  try {
    row[key] = tensor.dataSync()[0];
  } catch (error) {
    failed(error);
  }
}

/** A number, or the first value of a tensor; undefined for anything else. */
export async function readScalar(value: unknown): Promise<number | undefined> {
  const scalar = isTensor(value) ? (await readTensor(value))[0] : value;
  return typeof scalar === "number" ? scalar : undefined;
}

/** The values of a tensor as they are now, though it be disposed of or assigned to meanwhile. */
export async function readTensor(tensor: TensorLike): Promise<TypedArray> {
  const copy = tensor.clone();
  try {
    return await copy.data();
  } finally {
    copy.dispose();
  }
}
