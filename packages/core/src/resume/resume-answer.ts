import type { Json, JsonObject } from "@stepwell/protocol";
import { isJsonObject, parseJson } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { Continuation } from "./continuation.ts";

/** The run file has 31 bits for it; some versions of W&B's client leave absurd times in resumed runs. */
const MAX_SECONDS = 0x7fffffff;

/**
 * What a run goes on from, as the `bucket` of an answer to `RunResumeStatus` says; undefined for a run that never really
 * began. Throws `UsageError` for a bucket without the counts, tails, summary and config that tell where it ended.
 */
export function continuationOfBucket(bucket: JsonObject): Continuation | undefined {
  if (!("t" in parsedObject(bucket["wandbConfig"], {}))) return undefined;
  const summary = parsedObject(bucket["summaryMetrics"]);
  const row = lastRow(bucket["historyTail"]);
  const event = lastRow(bucket["eventsTail"]);
  const history = lineCount(bucket["historyLineCount"]);
  return {
    startingStep: history > 0 ? stepAfter(numberOf(row["_step"]) ?? numberOf(summary["_step"])) : 0,
    runtime: Math.min(MAX_SECONDS, Math.max(0, secondsOf(row), secondsOf(event), secondsOfSummary(summary))),
    config: unwrapped(parsedObject(bucket["config"])),
    summary,
    lines: {
      history,
      events: lineCount(bucket["eventsLineCount"]),
      console: lineCount(bucket["logLineCount"]),
    },
    name: textOf(bucket["displayName"]),
    notes: textOf(bucket["notes"]),
    tags: textsOf(bucket["tags"]),
    resumed: true,
  };
}

function stepAfter(last: number | undefined): number {
  const next = Math.trunc(last ?? -1) + 1;
  return Number.isSafeInteger(next) && next > 0 ? next : 0;
}

function secondsOf(row: JsonObject): number {
  return numberOf(row["_runtime"]) ?? 0;
}

function secondsOfSummary(summary: JsonObject): number {
  const own = summary["_wandb"];
  return (isJsonObject(own) ? numberOf(own["runtime"]) : undefined) ?? secondsOf(summary);
}

function parsed(value: Json | undefined): Json | undefined {
  if (typeof value !== "string") return undefined;
  try {
    return parseJson(value);
  } catch {
    // The caller says which answer it can't use.
    return undefined;
  }
}

function parsedObject(value: Json | undefined, fallback?: JsonObject): JsonObject {
  const found = parsed(value);
  if (isJsonObject(found)) return found;
  if (fallback !== undefined) return fallback;
  return unusable(showValue(value));
}

/** A tail is a list of rows, each as text. */
function lastRow(tail: Json | undefined): JsonObject {
  const rows = parsed(tail);
  if (!Array.isArray(rows)) return unusable(showValue(tail));
  const last = (rows as readonly Json[]).at(-1);
  return last === undefined ? {} : parsedObject(last);
}

function unwrapped(config: JsonObject): JsonObject {
  const values: [string, Json][] = Object.entries(config).flatMap(([key, wrapped]) =>
    isJsonObject(wrapped) && "value" in wrapped ? [[key, wrapped["value"] as Json] as [string, Json]] : [],
  );
  return Object.fromEntries(values);
}

function lineCount(value: Json | undefined): number {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : unusable(showValue(value));
}

function numberOf(value: Json | undefined): number | undefined {
  const number = typeof value === "bigint" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? (value as readonly Json[]).filter((one) => typeof one === "string") : [];
}

function unusable(what: string): never {
  throw new UsageError(
    `[core] Failed to start the run: the server's answer about it makes no sense ("${what}"). Look at the server's log.`,
  );
}
