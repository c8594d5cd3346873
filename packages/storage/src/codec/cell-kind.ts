import type { Json, JsonObject } from "@stepwell/protocol";

/**
 * What a cell is to a reader of keys: `number` (finite or not, any width), `null`, `bool`, `text`, `list`,
 * the `_type` of an object that has one, or `object`.
 */
export function kindOfValue(value: Json): string {
  switch (typeof value) {
    case "number":
    case "bigint":
      return "number";
    case "boolean":
      return "bool";
    case "string":
      return "text";
    default:
      return value === null ? "null" : Array.isArray(value) ? "list" : kindOfObject(value as JsonObject);
  }
}

// Media names itself; a name that looks like one of ours would be miscounted, so it is not believed.
function kindOfObject(object: JsonObject): string {
  const type = Object.hasOwn(object, "_type") ? object["_type"] : undefined;
  return typeof type === "string" && LABEL.test(type) && !PLAIN.has(type) ? type : "object";
}

const PLAIN: ReadonlySet<string> = new Set(["number", "null", "bool", "text", "list"]);
// W&B's are like `image-file` and `images/separated`.
const LABEL = /^[A-Za-z][\w./-]{0,63}$/;
