import type { ConfigRecord, Json, JsonObject } from "@stepwell/protocol";
import { isJsonObject } from "@stepwell/protocol";
import { isUsablePath } from "../keys/usable-path.ts";
import { put } from "../row-items.ts";

type MutableObject = { [key: string]: Json };

/**
 * The config after a record, as a W&B server keeps it: objects merge leaf by leaf, lists and scalars replace,
 * empty objects vanish. Returns a new object; `config` stays as it is.
 */
export function applyConfigUpdate(
  config: JsonObject,
  { update, remove }: Pick<ConfigRecord, "update" | "remove">,
): JsonObject {
  const copies = createCopies();
  const next = copies.own(config);
  for (const { path, value } of update) {
    if (isUsablePath(path)) assign(next, path, 0, value, copies);
  }
  for (const path of remove) {
    if (isUsablePath(path)) erase(next, path, 0, copies);
  }
  return next;
}

/** Objects that this update made and may change; every other one is copied first, once. */
interface Copies {
  own(object: JsonObject): MutableObject;
  /** Removes a member and says how many are left. */
  drop(object: MutableObject, key: string): number;
}

function createCopies(): Copies {
  const sizes = new Map<JsonObject, number | undefined>();
  return {
    own(object) {
      if (sizes.has(object)) return object as MutableObject;
      const copy = { ...object };
      sizes.set(copy, undefined);
      return copy;
    },
    drop(object, key) {
      // Counted once, for counting takes as long as there are members. Nothing is added after the first drop.
      const size = sizes.get(object) ?? Object.keys(object).length;
      const left = Object.hasOwn(object, key) ? size - 1 : size;
      sizes.set(object, left);
      delete object[key];
      return left;
    },
  };
}

/** Sets `value` at the path from `index` on, merging objects. False when it has no leaves, so that nothing was set. */
function assign(
  target: MutableObject,
  path: readonly string[],
  index: number,
  value: Json,
  copies: Copies,
): boolean {
  const key = path[index] as string;
  const isLast = index === path.length - 1;
  if (isLast && !isJsonObject(value)) {
    put(target, key, value);
    return true;
  }
  const former = ownMember(target, key);
  const inner = copies.own(isJsonObject(former) ? former : {});
  let isSet = false;
  if (!isLast) {
    isSet = assign(inner, path, index + 1, value, copies);
  } else if (isJsonObject(value)) {
    for (const name of Object.keys(value))
      isSet = assign(inner, [name], 0, value[name] as Json, copies) || isSet;
  }
  if (isSet) put(target, key, inner);
  return isSet;
}

/** Removes what is at the path from `index` on, and objects that it leaves empty. Returns how many members are left. */
function erase(target: MutableObject, path: readonly string[], index: number, copies: Copies): number {
  const key = path[index] as string;
  if (index === path.length - 1) return copies.drop(target, key);
  const former = ownMember(target, key);
  if (!isJsonObject(former)) return 1;
  const inner = copies.own(former);
  put(target, key, inner);
  return erase(inner, path, index + 1, copies) === 0 ? copies.drop(target, key) : 1;
}

function ownMember(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? (object[key] as Json) : null;
}
