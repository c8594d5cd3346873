import type { Json } from "./json.ts";
import { printNumber } from "./json-number.ts";
import { JSON_DEPTH_LIMIT } from "./json.ts";
import { ProtocolError } from "./protocol-error.ts";

// oxlint-disable-next-line no-control-regex
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

/**
 * Prints extended JSON without spaces; numbers as W&B prints them (`1e-07`, bare `NaN`, exact 64-bit integers).
 * Members that are undefined are left out. Throws `ProtocolError` for more than 500 levels, so also for a cycle.
 */
export function printJson(value: Json): string {
  return print(value, 0);
}

/** A text as a JSON string, quotes included. */
function printText(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

function print(value: Json | undefined, depth: number): string {
  switch (typeof value) {
    case "number":
    case "bigint":
      return printNumber(value);
    case "string":
      return printText(value);
    case "boolean":
      return value ? "true" : "false";
    case "object":
      return value === null ? "null" : printNested(value, depth);
    case "undefined":
      return "null";
    default:
      throw new ProtocolError(
        `[protocol] Failed to print JSON: a ${typeof value} has no JSON form. Pass plain data only.`,
      );
  }
}

function printNested(value: Exclude<Json, null | boolean | number | bigint | string>, depth: number): string {
  if (depth >= JSON_DEPTH_LIMIT) {
    throw new ProtocolError(
      `[protocol] Failed to print JSON: the value is nested deeper than "${JSON_DEPTH_LIMIT}" levels. Flatten it, and make sure that it does not contain itself.`,
    );
  }
  let text = "";
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    for (const item of list) text += (text === "" ? "" : ",") + print(item, depth + 1);
    return `[${text}]`;
  }
  const object = value as { readonly [key: string]: Json | undefined };
  for (const key of Object.keys(object)) {
    const member = object[key];
    if (member !== undefined)
      text += (text === "" ? "" : ",") + printText(key) + ":" + print(member, depth + 1);
  }
  return `{${text}}`;
}
