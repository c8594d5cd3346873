import { FileSystemError } from "@stepwell/effects";
import type { Item, Json } from "@stepwell/protocol";
import { flatten } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { ValueEncoder } from "./encode-value.ts";

/** The leaves of one `log` call, and how many values were lost because a media file could not be written. */
export interface EncodedRow {
  readonly items: readonly Item[];
  readonly lostMedia: number;
}

/**
 * Encodes what was given to `log`: a plain object or a `Map` with text keys. Throws `UsageError` for anything else
 * and for values without a JSON form; then nothing of the call counts.
 */
export function encodeRow(data: unknown, encode: ValueEncoder): EncodedRow {
  const source = data instanceof Map ? objectOf(data) : checkedObject(data);
  if (isAllNumbers(source)) return { items: flatten(source), lostMedia: 0 };
  const encoded: Record<string, Json> = Object.create(null) as Record<string, Json>;
  let lostMedia = 0;
  for (const key of Object.keys(source)) {
    const value = source[key];
    if (value === undefined) continue;
    try {
      encoded[key] = encode(key, value);
    } catch (error) {
      if (!FileSystemError.isInstance(error)) throw error;
      lostMedia += 1;
    }
  }
  return { items: flatten(encoded), lostMedia };
}

// Most rows are flat and numeric: they need no copy.
function isAllNumbers(source: Readonly<Record<string, unknown>>): source is Record<string, number> {
  for (const key of Object.keys(source)) if (typeof source[key] !== "number") return false;
  return true;
}

function checkedObject(data: unknown): Readonly<Record<string, unknown>> {
  if (typeof data === "object" && data !== null && !Array.isArray(data) && !ArrayBuffer.isView(data)) {
    return data as Readonly<Record<string, unknown>>;
  }
  throw new UsageError(
    `[core] Failed to log: the data is "${showValue(data)}". Give an object, as log({ loss: 0.1 }).`,
  );
}

function objectOf(map: ReadonlyMap<unknown, unknown>): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const [key, value] of map) {
    if (typeof key !== "string") {
      throw new UsageError(
        `[core] Failed to log: the key "${showValue(key)}" is a ${typeof key}. Use text as keys at the top level.`,
      );
    }
    object[key] = value;
  }
  return object;
}
