import type { Item, Json, JsonObject } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";

const MAX_CACHED_PATHS = 10_000;
const topLevelPaths = new Map<string, readonly string[]>();
/** The top-level path last met at each place of a row: rows of one shape follow each other, and a guess costs a tenth of a lookup. */
const pathsByPlace: (readonly string[])[] = [];
const MAX_PLACES = 1000;

/**
 * The leaves of a logged object, in order. Lists and media values (objects with a text `_type`) are leaves, empty
 * objects vanish, and a top-level key `""` is left out, as W&B does. Equal top-level keys share one path array.
 */
export function flatten(data: JsonObject): Item[] {
  const items: Item[] = [];
  for (const key of Object.keys(data)) addMember(items, key, data[key] as Json);
  return items;
}

/** Adds the leaves of one top-level member to `items`, as `flatten` does for each. */
export function addMember(items: Item[], key: string, value: Json): void {
  if (key === "") return;
  if (isBranch(value)) addLeaves(items, [key], value);
  else items.push({ path: topLevelPath(key, items.length), value });
}

/** True for an object that is a value of its own, as an image or a histogram, and never nesting. */
export function isMediaValue(value: Json): boolean {
  return isJsonObject(value) && typeof value["_type"] === "string";
}

/** True for an object that nests: neither a list nor a media value. */
export function isBranch(value: Json): value is JsonObject {
  return isJsonObject(value) && typeof value["_type"] !== "string";
}

function addLeaves(items: Item[], prefix: readonly string[], branch: JsonObject): void {
  for (const key of Object.keys(branch)) {
    const value = branch[key] as Json;
    const path = [...prefix, key];
    if (isBranch(value)) addLeaves(items, path, value);
    else items.push({ path, value });
  }
}

function topLevelPath(key: string, place: number): readonly string[] {
  const guess = pathsByPlace[place];
  if (guess !== undefined && guess[0] === key) return guess;
  let path = topLevelPaths.get(key);
  if (path === undefined) {
    if (topLevelPaths.size >= MAX_CACHED_PATHS) topLevelPaths.clear();
    path = [key];
    topLevelPaths.set(key, path);
  }
  if (place < MAX_PLACES) pathsByPlace[place] = path;
  return path;
}
