import { jsonAt } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";

/** The value below `names` in an answer that may have any shape; undefined where a name is missing. */
export function valueAt(value: Json | undefined, ...names: readonly string[]): Json | undefined {
  return jsonAt(value, names);
}

/** The text below `names`; undefined where there is none, or an empty one. */
export function textAt(value: Json | undefined, ...names: readonly string[]): string | undefined {
  const found = valueAt(value, ...names);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The list below `names`; empty where there is none. */
export function listAt(value: Json | undefined, ...names: readonly string[]): readonly Json[] {
  const found = valueAt(value, ...names);
  return Array.isArray(found) ? (found as readonly Json[]) : [];
}
