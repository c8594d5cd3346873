import { isJsonObject } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import { listOf, member, parseObject } from "./plain-json.ts";
import { WireError } from "./wire-error.ts";

/** Which rows of a run's history a client wants, and which of their members. */
export interface HistorySpec {
  readonly keys: readonly string[];
  readonly samples: number;
  /** Steps, both ends included; absent: all rows, also those without a step. */
  readonly range?: { readonly from: number; readonly to: number };
}

const USUAL_SAMPLES = 500;
/** More rows are never answered at once. */
export const MAX_SAMPLES = 10_000;
const MAX_KEYS = 1000;

/** Reads a spec as W&B's clients write it. Refuses with 400 what is none. */
export function readHistorySpec(text: string): HistorySpec {
  const spec = parseObject(text);
  const keys = listOf(member(spec, "keys"));
  if (spec === undefined || keys.length > MAX_KEYS || keys.some((key) => typeof key !== "string")) {
    throw new WireError(
      400,
      `[server] Failed to read the spec "${text.slice(0, 80)}": it is no JSON object with at most ${MAX_KEYS} texts as "keys". Send what W&B's clients send.`,
    );
  }
  const [from, to] = [member(spec, "minStep"), member(spec, "maxStep")];
  return {
    keys: [...new Set(keys as string[])],
    samples: checkSamples(member(spec, "samples")),
    ...(typeof from === "number" || typeof to === "number"
      ? {
          range: {
            from: typeof from === "number" ? from : -Infinity,
            to: typeof to === "number" ? to : Infinity,
          },
        }
      : {}),
  };
}

/** How many rows to answer. */
export function checkSamples(samples: Json | undefined): number {
  return typeof samples === "number" && samples >= 1
    ? Math.min(Math.floor(samples), MAX_SAMPLES)
    : USUAL_SAMPLES;
}

/** The places where a key may lie in a row: as it is, or with its dots as steps inward. */
export function placesOf(key: string): readonly (readonly string[])[] {
  return key.includes(".") ? [[key], key.split(".")] : [[key]];
}

/** The row cut down to the keys; undefined when it lacks one of them. */
export function pickKeys(row: Row, keys: readonly string[]): Record<string, Json> | undefined {
  const picked: [string, Json][] = [];
  for (const key of keys) {
    const value = placesOf(key)
      .map((path) => valueAt(row, path))
      .find((found) => found !== undefined);
    if (value === undefined) return undefined;
    picked.push([key, strictJson(value)]);
  }
  return Object.fromEntries(picked);
}

function valueAt(row: Row, path: readonly string[]): Json | undefined {
  let value: Json | undefined = row as Json;
  for (const part of path) value = member(value, part);
  return value;
}

/** Values within the reply itself must be plain JSON, which clients in Go read: NaN and infinity become their names. */
export function strictJson(value: Json): Json {
  if (typeof value === "number") return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(strictJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, strictJson(inner)] as const));
}
