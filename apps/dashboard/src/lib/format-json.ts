import type { Json, JsonObject } from "@stepwell/protocol";
import { formatValue } from "./format-value.ts";

const maxLength = 200;

/** A config or summary value on one line: numbers as values, strings as they are, lists and objects as JSON. */
export function formatJson(value: Json): string {
  if (typeof value === "number" || typeof value === "bigint") return formatValue(value);
  if (typeof value === "string") return cut(value);
  if (value === null || typeof value === "boolean") return String(value);
  return cut(inner(value));
}

function inner(value: Json): string {
  if (Array.isArray(value)) return `[${value.slice(0, 20).map(inner).join(", ")}${value.length > 20 ? ", \u2026" : ""}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value as JsonObject).slice(0, 20);
    return `{${entries.map(([name, item]) => `${name}: ${inner(item)}`).join(", ")}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : formatJson(value);
}

function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}\u2026`;
}
