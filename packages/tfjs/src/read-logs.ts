import type { TypedArray } from "@stepwell/core";
import type { ReadValues } from "./row-queue.ts";
import { isTensor } from "./tfjs-shapes.ts";
import type { LogsLike, TensorLike } from "./tfjs-shapes.ts";

/** Logs of tfjs under our keys: the numbers now, and a read for each tensor. */
export interface ReadLogs {
  readonly row: Record<string, unknown>;
  readonly reads: ReadValues[];
}

/**
 * Splits logs into numbers and tensors, and puts `prefix` before each key. `batch` and `size`, tfjs's own bookkeeping,
 * are left out. The reads must begin before the callback returns, because then tfjs disposes of the tensors.
 */
export function readLogs(prefix: string, logs: LogsLike): ReadLogs {
  const row: Record<string, unknown> = {};
  const reads: ReadValues[] = [];
  for (const [name, value] of Object.entries(logs)) {
    if (name === "batch" || name === "size") continue;
    const key = prefix + name;
    if (isTensor(value)) reads.push(async () => ({ [key]: (await readTensor(value))[0] }));
    else row[key] = value;
  }
  return { row, reads };
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
