import type { Json, JsonObject } from "@stepwell/protocol";
import { jsonLeaves } from "../../lib/json-leaves.ts";

/** A leaf of a run's config or summary. */
export interface Leaf {
  readonly key: string;
  readonly value: Json;
  /** What the other run has there, when that is something else; undefined where it has nothing. */
  readonly other?: { readonly value: Json | undefined };
}

/** The leaves of an object by name, without internal ones; with `other`, what differs there is said. */
export function leavesOf(object: JsonObject, other?: JsonObject): Leaf[] {
  const others = new Map(other === undefined ? [] : jsonLeaves(other));
  return jsonLeaves(object)
    .filter(([key]) => key !== "" && !key.startsWith("_"))
    .map(([key, value]): Leaf => {
      if (other === undefined || same(value, others.get(key))) return { key, value };
      return { key, value, other: { value: others.get(key) } };
    })
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    Array.isArray(a) === Array.isArray(b) &&
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same((a as JsonObject)[key], (b as JsonObject)[key]))
  );
}
