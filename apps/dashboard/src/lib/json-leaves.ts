import { joinPath, type Json, type JsonObject } from "@stepwell/protocol";

/** The leaves of a config or summary object by joined path. Lists and media objects (with `_type`) are leaves. */
export function jsonLeaves(object: JsonObject): [key: string, value: Json][] {
  const leaves: [string, Json][] = [];
  walk(object, [], leaves);
  return leaves;
}

/** A value inside a config or summary object by joined path parts, or undefined. */
export function jsonAt(object: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const part of path) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    value = Object.hasOwn(value, part) ? (value as JsonObject)[part] : undefined;
  }
  return value;
}

function walk(value: Json, path: readonly string[], leaves: [string, Json][]): void {
  const inside =
    typeof value === "object" && value !== null && !Array.isArray(value) && !Object.hasOwn(value, "_type");
  if (!inside || path.length > 8) {
    leaves.push([joinPath(path), value]);
    return;
  }
  for (const [name, item] of Object.entries(value as JsonObject)) walk(item, [...path, name], leaves);
}
