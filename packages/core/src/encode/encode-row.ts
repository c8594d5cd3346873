import { FileSystemError } from "@stepwell/effects";
import type { Item } from "@stepwell/protocol";
import { addMember } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import type { Chart } from "../plots/chart.ts";
import { hoistCharts } from "../plots/hoist-charts.ts";
import { showValue } from "../show-value.ts";
import type { ValueEncoder } from "./encode-value.ts";

/** Charts by the key that they are shown under. */
type RowCharts = readonly (readonly [key: string, chart: Chart])[];

/** The leaves of one `log` call, and how many values were lost because a media file could not be written. */
export interface EncodedRow {
  readonly items: readonly Item[];
  readonly lostMedia: number;
  /** Their tables are among the items. */
  readonly charts: RowCharts;
}

const NO_CHARTS: RowCharts = [];

/**
 * Encodes what was given to `log`: a plain object or a `Map` with text keys. Throws `UsageError` for anything else
 * and for values without a JSON form; then nothing of the call counts.
 */
export function encodeRow(data: unknown, encode: ValueEncoder): EncodedRow {
  const source = data instanceof Map ? objectOf(data) : checkedObject(data);
  const items: Item[] = [];
  let lostMedia = 0;
  let charts = NO_CHARTS;
  // Three fifths of the time of a list of keys, or of `Object.hasOwn`: the engine knows this pair, and reads values by their place.
  for (const key in source) {
    if (!Object.prototype.hasOwnProperty.call(source, key)) continue;
    // Read once: a getter may say something else the second time.
    const value = source[key];
    if (value === undefined) continue;
    if (typeof value === "number") {
      addMember(items, key, value);
      continue;
    }
    const hoisted = hoistCharts(key, value);
    if (hoisted !== undefined) charts = [...charts, ...hoisted.charts];
    const rest = hoisted === undefined ? value : hoisted.rest;
    if (rest !== undefined && !addEncoded(items, key, rest, encode)) lostMedia += 1;
  }
  for (const [key, chart] of charts) {
    if (!addEncoded(items, chart.tableKey(key), chart.table, encode)) lostMedia += 1;
  }
  return { items, lostMedia, charts };
}

/** False when a media file could not be written. */
function addEncoded(items: Item[], key: string, value: unknown, encode: ValueEncoder): boolean {
  try {
    addMember(items, key, encode(key, value));
    return true;
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    return false;
  }
}

function checkedObject(data: unknown): Readonly<Record<string, unknown>> {
  if (typeof data === "object" && data !== null && !Array.isArray(data) && !ArrayBuffer.isView(data)) {
    if (!(data instanceof Promise)) return data as Readonly<Record<string, unknown>>;
    throw new UsageError(`[core] Failed to log: the data is a promise. Await it first.`);
  }
  throw new UsageError(
    `[core] Failed to log: the data is "${showValue(data)}". Give an object, as log({ loss: 0.1 }).`,
  );
}

function objectOf(map: ReadonlyMap<unknown, unknown>): Record<string, unknown> {
  const object = Object.create(null) as Record<string, unknown>;
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
