import type { Json, JsonObject } from "@stepwell/protocol";

/** True when two JSON values say the same; NaN equals itself, the order of members does not matter. */
export function sameJson(left: Json, right: Json): boolean {
  if (Object.is(left, right) || left === right) return true;
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const leftKeys = Object.keys(left);
  if (leftKeys.length !== Object.keys(right).length) return false;
  return leftKeys.every(
    (key) =>
      Object.hasOwn(right, key) &&
      sameJson((left as JsonObject)[key] as Json, (right as JsonObject)[key] as Json),
  );
}
