import type { Json, JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";

const ROWS_AT_ONCE = 1000;

/** A table's JSON in parts, so that it never stands in memory as one text. */
export interface TableJson {
  /** Members before the rows. */
  readonly head: JsonObject;
  readonly rows: Iterable<readonly Json[]>;
  /** Members after the rows. */
  readonly tail?: JsonObject;
}

/** Compact JSON: the head's members, the rows as `data`, the tail's members. */
export function printTable({ head, rows, tail = {} }: TableJson): Uint8Array {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let text = `${printJson(head).slice(0, -1)},"data":[`;
  let count = 0;
  for (const row of rows) {
    text += (count === 0 ? "" : ",") + printRow(row);
    count += 1;
    if (count % ROWS_AT_ONCE > 0) continue;
    parts.push(encoder.encode(text));
    text = "";
  }
  const rest = printJson(tail).slice(1);
  parts.push(encoder.encode(`${text}]${rest === "}" ? "" : ","}${rest}`));
  return joined(parts);
}

/** The same as one value. */
export function tableToJson({ head, rows, tail = {} }: TableJson): JsonObject {
  return { ...head, data: [...rows], ...tail };
}

// The host prints plain rows several times as fast as numbers are printed one by one.
function printRow(row: readonly Json[]): string {
  return row.every(isPrintable) ? JSON.stringify(row) : printJson(row);
}

function isPrintable(value: Json): boolean {
  switch (typeof value) {
    case "number":
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0);
    case "string":
    case "boolean":
      return true;
    default:
      return value === null;
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
