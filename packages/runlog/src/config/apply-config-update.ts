import type { ConfigRecord, Json, JsonObject } from "@stepwell/protocol";
import { put } from "../row-items.ts";

/**
 * The config after a record, as a W&B server keeps it: objects merge leaf by leaf, lists and scalars replace,
 * empty objects vanish. Returns a new object; `config` stays as it is.
 */
export function applyConfigUpdate(
  config: JsonObject,
  { update, remove }: Pick<ConfigRecord, "update" | "remove">,
): JsonObject {
  let next = config;
  for (const { path, value } of update) {
    if (path.length > 0) next = merged(next, atPath(path, value));
  }
  for (const path of remove) {
    if (path.length > 0) next = without(next, path);
  }
  return next;
}

function merged(base: JsonObject, change: JsonObject): JsonObject {
  const next = { ...base };
  for (const key of Object.keys(change)) {
    const value = change[key] as Json;
    if (isObject(value)) {
      const former = ownMember(next, key);
      const inner = merged(isObject(former) ? former : {}, value);
      if (Object.keys(inner).length > 0) put(next, key, inner);
    } else {
      put(next, key, value);
    }
  }
  return next;
}

function without(base: JsonObject, path: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined || !Object.hasOwn(base, key)) return base;
  const { [key]: former, ...others } = base;
  if (rest.length === 0) return others;
  if (former === undefined || !isObject(former)) return base;
  const inner = without(former, rest);
  if (Object.keys(inner).length === 0) return others;
  const next = { ...base };
  put(next, key, inner);
  return next;
}

function atPath(path: readonly string[], value: Json): JsonObject {
  let object: JsonObject = {};
  let inner = value;
  for (let index = path.length - 1; index >= 0; index--) {
    object = {};
    put(object as { [key: string]: Json }, path[index] as string, inner);
    inner = object;
  }
  return object;
}

function ownMember(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? (object[key] as Json) : null;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
