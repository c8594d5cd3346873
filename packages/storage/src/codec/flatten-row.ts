import { joinPath, splitPath } from "@stepwell/protocol";
import type { Json, JsonObject } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";

/** A row's leaves, as `[joined path, value]`; `rowFromLeaves` turns them back into an equal row. */
export type Leaf = readonly [key: string, value: Json];

/** Deeper objects stay whole as one leaf, so that hostile nesting neither recurses deeply nor makes endless paths. */
const DEEPEST = 32;

/**
 * Lists a row's leaves in order. A nested object is gone into, except when it has a `_type` (media, histograms: one
 * value), is empty, or lies deeper than 32 levels; lists are leaves.
 */
export function leavesOfRow(row: Row): Leaf[] {
  const leaves: Leaf[] = [];
  for (const part of Object.keys(row)) {
    const value = row[part] as Json;
    if (isBranch(value)) collect(value, [part], leaves);
    else leaves.push([joinPath([part]), value]);
  }
  return leaves;
}

/** Rebuilds the row. Of two leaves that contradict each other the later one wins. */
export function rowFromLeaves(leaves: Iterable<Leaf>): Row {
  const row: Record<string, Json> = {};
  for (const [key, value] of leaves) setAt(row, key, value);
  return row;
}

/** True for an object that `leavesOfRow` goes into. */
export function isBranch(value: Json): value is JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const object = value as JsonObject;
  if (Object.hasOwn(object, "_type")) return false;
  for (const part in object) if (Object.hasOwn(object, part)) return true;
  return false;
}

function collect(object: JsonObject, path: string[], leaves: Leaf[]): void {
  for (const part of Object.keys(object)) {
    const value = object[part] as Json;
    path.push(part);
    if (path.length < DEEPEST && isBranch(value)) collect(value, path, leaves);
    else leaves.push([joinPath(path), value]);
    path.pop();
  }
}

function setAt(row: Record<string, Json>, key: string, value: Json): void {
  const path = splitPath(key);
  let branch = row;
  for (let depth = 0; depth < path.length - 1; depth++) {
    const part = path[depth] as string;
    const inner = Object.hasOwn(branch, part) ? branch[part] : undefined;
    if (typeof inner === "object" && inner !== null && !Array.isArray(inner)) {
      branch = inner as Record<string, Json>;
    } else {
      const created: Record<string, Json> = {};
      setOwn(branch, part, created);
      branch = created;
    }
  }
  setOwn(branch, path.at(-1) as string, value);
}

// Assigning to "__proto__" would set the prototype and lose the value.
function setOwn(object: Record<string, Json>, part: string, value: Json): void {
  if (part === "__proto__") {
    Object.defineProperty(object, part, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[part] = value;
  }
}
