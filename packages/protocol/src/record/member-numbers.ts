import type { FileItem, LogRecord, MetricSummary } from "../record.ts";

/** Field numbers of the `Record` message's members that we read. */
export const MEMBER: Readonly<Record<Exclude<LogRecord["type"], "opaque">, number>> = {
  history: 2,
  summary: 3,
  config: 5,
  files: 6,
  stats: 7,
  artifact: 8,
  alert: 10,
  telemetry: 11,
  metric: 12,
  "output-raw": 13,
  run: 17,
  exit: 18,
  header: 21,
  preempting: 23,
  "use-artifact": 25,
  environment: 26,
};

/** `num`, `control`, `uuid` and `_info`: fields of a record that are no member of it. */
export const NOT_MEMBERS: ReadonlySet<number> = new Set([1, 16, 19, 200]);

/** The path of an item (`key` for one part, or `nested_key`) and its JSON text. */
export const ITEM = { key: 1, nestedKey: 2, valueJson: 16 } as const;

/** In the order of their numbers, from 0. */
export const FILE_POLICIES: readonly FileItem["policy"][] = ["now", "end", "live"];
export const FILE_KINDS: readonly FileItem["kind"][] = ["other", "wandb", "media", "artifact"];

/** In the order of their numbers, from 1. */
export const SUMMARY_FLAGS: readonly MetricSummary[] = [
  "min",
  "max",
  "mean",
  "best",
  "last",
  "none",
  "copy",
  "first",
];
