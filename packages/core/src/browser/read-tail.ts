import type { LogRecord } from "@stepwell/protocol";
import type { FileTail } from "./unload-tails.ts";

/** What a page writes. */
const TYPES: ReadonlySet<unknown> = new Set([
  "history",
  "summary",
  "config",
  "run",
  "metric",
  "files",
  "stats",
  "output-raw",
  "telemetry",
  "alert",
  "artifact",
  "use-artifact",
  "preempting",
  "exit",
] satisfies LogRecord["type"][]);

/** What a page wrote down as it went away; undefined for text that is damaged, or somebody else's. */
export function readTail(text: string): FileTail | undefined {
  try {
    const { after, rows, records } = JSON.parse(text, revive) as Record<string, unknown>;
    if (!isCount(after) || !isCount(rows) || !Array.isArray(records)) return undefined;
    // The encoder refuses those that have not what a record has.
    if (!records.every((record: { readonly type?: unknown } | null) => TYPES.has(record?.type)))
      return undefined;
    return { after, rows, records: records as LogRecord[] };
  } catch {
    return undefined;
  }
}

function revive(_: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  const rest = value.slice(1);
  switch (value[0]) {
    case "s":
      return rest;
    case "b":
      return BigInt(rest);
    case "n":
      return Number(rest);
    case "a":
      return Uint8Array.from(rest === "" ? [] : rest.split(","), Number);
    default:
      throw new SyntaxError("no text of a tail");
  }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
