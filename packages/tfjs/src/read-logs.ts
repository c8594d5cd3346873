import type { TypedArray } from "@stepwell/core";
import type { ReadValues } from "./row-queue.ts";
import { isTensor } from "./tfjs-shapes.ts";
import type { LogsLike, TensorLike } from "./tfjs-shapes.ts";

/** Logs of tfjs under our keys: the numbers now, and a read for each tensor. */
interface ReadLogs {
  readonly row: Record<string, unknown>;
  readonly reads: ReadValues[];
}

/** Splits logs of one kind. */
export interface LogReader {
  /**
   * Values are read `"now"` where they are at hand, `"later"` where a device would have to be waited for. Such reads must
   * begin before the callback returns, because then tfjs disposes of the tensors.
   */
  read(logs: LogsLike, when: "now" | "later"): ReadLogs;
}

export interface LogReaderOptions {
  /** Stands before each name. */
  readonly prefix: string;
  /** Hears of a value that can't be read now; its row goes without it. */
  readonly failed: (error: unknown) => void;
}

/** More names than a training has; those beyond are put together each time. */
const MAX_KEYS = 1000;

/** Splits logs into numbers and tensors under our keys. `batch` and `size`, tfjs's own bookkeeping, are left out. */
export function createLogReader({ prefix, failed }: LogReaderOptions): LogReader {
  const keys = new Map<string, string>();

  function keyOf(name: string): string {
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = prefix + name;
    if (keys.size < MAX_KEYS) keys.set(name, key);
    return key;
  }

  function readNow(tensor: TensorLike): number | undefined {
    try {
      return tensor.dataSync()[0] as number;
    } catch (error) {
      failed(error);
      return undefined;
    }
  }

  return {
    read(logs, when) {
      const row: Record<string, unknown> = {};
      const reads: ReadValues[] = [];
      for (const name in logs) {
        if (name === "batch" || name === "size") continue;
        const key = keyOf(name);
        const value = logs[name];
        if (typeof value === "number" || !isTensor(value)) row[key] = value;
        else if (when === "later") reads.push(async () => ({ [key]: (await readTensor(value))[0] }));
        else {
          const read = readNow(value);
          if (read !== undefined) row[key] = read;
        }
      }
      return { row, reads };
    },
  };
}

/** A number, or the first value of a tensor; undefined for anything else. */
export async function readScalar(value: unknown): Promise<number | undefined> {
  const scalar = isTensor(value) ? (await readTensor(value))[0] : value;
  return typeof scalar === "number" ? scalar : undefined;
}

/** The values of a tensor as they are now, though it be disposed of or assigned to meanwhile. */
async function readTensor(tensor: TensorLike): Promise<TypedArray> {
  const copy = tensor.clone();
  try {
    return await copy.data();
  } finally {
    copy.dispose();
  }
}
