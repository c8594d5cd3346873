import type { Json, JsonObject } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";

/** The value at a path of a row, or undefined. Only own members count. */
export function rowValue(row: Row, path: readonly string[]): Json | undefined {
  let value: Json | undefined = row;
  for (const part of path) {
    if (!isObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** The number at a path of a row, NaN and infinities included; undefined for anything else. */
export function rowNumber(row: Row, path: readonly string[]): number | undefined {
  const value = rowValue(row, path);
  if (typeof value === "bigint") return Number(value);
  return typeof value === "number" ? value : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
