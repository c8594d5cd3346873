import type { Item, Json } from "@stepwell/protocol";
import { flatten } from "./flatten.ts";
import { isUsablePath } from "./keys/usable-path.ts";
import type { Row } from "./row.ts";

type MutableRow = { [key: string]: Json };

/** Nests items into a row. Where two items contradict each other (`a` and `a.b`), the later one wins. */
export function rowFromItems(items: readonly Item[]): Row {
  const row: MutableRow = {};
  // Objects made here may be added to; an object that came as a value is a leaf and is replaced whole.
  let branches: Set<Json> | undefined;
  for (const { path, value } of items) {
    if (path.length === 1) {
      put(row, path[0] as string, value);
    } else if (isUsablePath(path)) {
      branches ??= new Set();
      putNested(row, path, value, branches);
    }
  }
  return row;
}

/** The leaves of a row as items; the inverse of `rowFromItems` but for objects without leaves. */
export function itemsFromRow(row: Row): Item[] {
  return flatten(row);
}

/** Sets an own member, also for the name `__proto__`, which a plain assignment would not store. */
export function put(target: MutableRow, key: string, value: Json): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

function putNested(row: MutableRow, path: readonly string[], value: Json, branches: Set<Json>): void {
  let at = row;
  const last = path.length - 1;
  for (let index = 0; index < last; index++) {
    const part = path[index] as string;
    const inner = Object.hasOwn(at, part) ? (at[part] as Json) : null;
    if (branches.has(inner)) {
      at = inner as MutableRow;
    } else {
      const branch: MutableRow = {};
      branches.add(branch);
      put(at, part, branch);
      at = branch;
    }
  }
  put(at, path[last] as string, value);
}
