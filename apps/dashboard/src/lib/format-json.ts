import type { Json, JsonObject } from "@stepwell/protocol";
import { formatPlural } from "./format-plural.ts";
import { formatNonFinite, formatValue, trueMinus } from "./format-value.ts";
import { groupDigits } from "./group-digits.ts";

const maxLength = 200;

/** A summary value on one line: numbers as values, strings as they are, media by what they are, the rest as JSON. */
export function formatJson(value: Json): string {
  return oneLine(value, formatValue);
}

/** A config value on one line: numbers as they were set, `0.0006` and not `0.0006000`. */
export function formatSetting(value: Json): string {
  return oneLine(value, formatExact);
}

type FormatNumber = (value: number | bigint) => string;

function oneLine(value: Json, format: FormatNumber): string {
  if (typeof value === "number" || typeof value === "bigint") return format(value);
  if (typeof value === "string") return cut(value);
  if (value === null || typeof value === "boolean") return String(value);
  return media(value) ?? cut(inner(value, format));
}

function formatExact(value: number | bigint): string {
  if (typeof value === "bigint" || (Number.isInteger(value) && Math.abs(value) < 1e15))
    return groupDigits(value);
  return Number.isFinite(value) ? trueMinus(String(value)) : formatNonFinite(value);
}

/** What a logged object is, in a few words. */
function media(value: Json): string | undefined {
  const { _type: type, values, count, width, height } = value as JsonObject;
  if (typeof type !== "string") return undefined;
  if (type === "histogram") return Array.isArray(values) ? `histogram, ${values.length} bins` : type;
  if (type === "images/separated" && typeof count === "number") return formatPlural(count, "image");
  if (type === "image-file")
    return typeof width === "number" && typeof height === "number"
      ? `image, ${width} \u00d7 ${height}`
      : "image";
  return type;
}

function inner(value: Json, format: FormatNumber): string {
  if (Array.isArray(value))
    return `[${value
      .slice(0, 20)
      .map((item: Json) => inner(item, format))
      .join(", ")}${value.length > 20 ? ", \u2026" : ""}]`;
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value as JsonObject).slice(0, 20);
    return `{${entries.map(([name, item]) => `${name}: ${inner(item, format)}`).join(", ")}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : oneLine(value, format);
}

function cut(text: string): string {
  return text.length <= maxLength ? text : `${text.slice(0, maxLength)}\u2026`;
}
