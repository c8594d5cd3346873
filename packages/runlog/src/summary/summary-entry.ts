import type { Json, MetricRecord, MetricSummary } from "@stepwell/protocol";
import type { KeyNode } from "../keys/key-tree.ts";

/** One leaf of the summary. Everything is accumulated always, because a metric may be defined after its data. */
export interface SummaryEntry {
  readonly node: KeyNode;
  hasData: boolean;
  /** The latest value, or undefined when it is `number`: to note a new one there allocates nothing. */
  latest: Json | undefined;
  number: number;
  first: Json;
  /** Numbers seen; `min` and `max` mean nothing while it is 0. */
  count: number;
  min: number;
  max: number;
  total: number;
  /** What to show instead of the latest value; undefined for the latest value itself. */
  tracked: readonly TrackedSummary[] | undefined;
  /** Defined as `none`: shows nothing. */
  hidden: boolean;
  /** True while the entry is listed as changed by logged values. */
  changed: boolean;
  /** What an upload of the change says; undefined for what the entry shows. */
  upload: Json | undefined;
}

type TrackedSummary = "min" | "max" | "mean" | "last" | "first";

/** A leaf without data. */
export function createSummaryEntry(node: KeyNode): SummaryEntry {
  return {
    node,
    hasData: false,
    latest: null,
    first: null,
    count: 0,
    // No integers, so that the engine keeps these fields as raw doubles from the start.
    number: 0.5,
    min: Infinity,
    max: -Infinity,
    total: -0,
    tracked: undefined,
    hidden: false,
    changed: false,
    upload: undefined,
  };
}

/** A logged value. Only numbers count for min, max and mean; NaN sticks in them. */
export function logValue(entry: SummaryEntry, value: Json): void {
  if (!entry.hasData) {
    entry.hasData = true;
    entry.first = value;
  }
  if (typeof value === "number") {
    entry.latest = undefined;
    entry.number = value;
    accumulate(entry, value);
    return;
  }
  entry.latest = value;
  if (typeof value === "bigint") accumulate(entry, Number(value));
}

/** An explicit set: replaces the latest value and ends tracking until the metric is defined again. */
export function setValue(entry: SummaryEntry, value: Json): void {
  entry.latest = value;
  entry.hasData = true;
  entry.tracked = undefined;
}

/** A delete. The accumulators and the configuration stay. */
export function clearValue(entry: SummaryEntry): void {
  entry.hasData = false;
  entry.latest = null;
  entry.first = null;
}

/** Applies what a definition says about the summary; what was logged before is uploaded as it was shown. */
export function configureEntry(entry: SummaryEntry, definition: MetricRecord): void {
  if (entry.changed) entry.upload = uploadedValue(entry);
  const tracked = definition.summary.filter(isTracked);
  entry.tracked = tracked.length > 0 ? tracked : undefined;
  entry.hidden = definition.summary.includes("none");
}

/** What the entry shows, or undefined when it shows nothing. */
export function shownValue(entry: SummaryEntry): Json | undefined {
  if (entry.hidden || !entry.hasData) return undefined;
  if (entry.tracked === undefined) return latestOf(entry) ?? undefined;
  const shown: { [summary: string]: Json } = {};
  for (const summary of entry.tracked) shown[summary] = trackedValue(entry, summary);
  return shown;
}

/** What an upload of a changed entry says. */
export function uploadedValue(entry: SummaryEntry): Json {
  return entry.upload ?? shownValue(entry) ?? null;
}

function trackedValue(entry: SummaryEntry, summary: TrackedSummary): Json {
  switch (summary) {
    case "min":
    case "max":
      return entry.count === 0 ? 0 : entry[summary];
    case "mean":
      return entry.total / entry.count;
    case "last":
      return latestOf(entry);
    case "first":
      return entry.first;
  }
}

function latestOf(entry: SummaryEntry): Json {
  return entry.latest === undefined ? entry.number : entry.latest;
}

function accumulate(entry: SummaryEntry, value: number): void {
  // Most values are between the two. NaN is not, and an equal one may be the other zero.
  if (!(value > entry.min)) entry.min = Math.min(entry.min, value);
  if (!(value < entry.max)) entry.max = Math.max(entry.max, value);
  entry.total += value;
  entry.count += 1;
}

function isTracked(summary: MetricSummary): summary is TrackedSummary {
  return summary !== "none" && summary !== "copy" && summary !== "best";
}
