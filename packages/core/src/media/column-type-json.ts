import type { JsonObject } from "@stepwell/protocol";
import type { ColumnType } from "./column-type.ts";
import { mediaColumnToJson } from "./media-column.ts";

/** The type of a dict, or of a row with its columns; of equal names the last one counts. */
export function dictToJson(members: readonly (readonly [string, ColumnType])[]): JsonObject {
  const types = members.map(([name, type]) => [name, columnTypeToJson(type)] as const);
  return { wb_type: "typedDict", params: { type_map: Object.fromEntries(types) } };
}

/** A type as a person reads it. */
export function showColumnType(type: ColumnType): string {
  switch (type.kind) {
    case "list":
      return `list of ${showColumnType(type.element)}`;
    case "dict":
      return `{ ${Object.entries(type.members)
        .map(([name, member]) => `${name}: ${showColumnType(member)}`)
        .join(", ")} }`;
    case "union":
      return type.allowed.map(showColumnType).join(" or ");
    case "media":
      return type.column.wbType;
    case "object":
      return type.name;
    case "array":
      return `array of ${type.shape.join(" × ")} numbers`;
    case "none":
      return "null";
    default:
      return type.kind;
  }
}

/** A type as it stands in a table's artifact. */
function columnTypeToJson(type: ColumnType): JsonObject {
  switch (type.kind) {
    case "list":
      return {
        wb_type: "list",
        params: { element_type: columnTypeToJson(type.element), length: type.length },
      };
    case "dict":
      return dictToJson(Object.entries(type.members));
    case "union":
      return unionToJson(type.allowed);
    case "media":
      return mediaColumnToJson(type.column);
    case "object":
      return { wb_type: "pythonObject", params: { class_name: type.name } };
    case "array":
      return columnTypeToJson(listOf(type.shape));
    default:
      return { wb_type: type.kind };
  }
}

// Arrays are stored as lists, and W&B's column of those does not mention null.
function unionToJson(allowed: readonly ColumnType[]): JsonObject {
  const array = allowed.find(({ kind }) => kind === "array");
  if (array !== undefined) return columnTypeToJson(array);
  const sorted = [...allowed].sort((left, right) => (sortName(left) < sortName(right) ? -1 : 1));
  return { wb_type: "union", params: { allowed_types: sorted.map(columnTypeToJson) } };
}

/** Members of a union are sorted by the names that the official client's types have. */
function sortName(type: ColumnType): string {
  switch (type.kind) {
    case "list":
      return `${sortName(type.element)}[]`;
    case "dict":
      return "{";
    case "union":
      return type.allowed.map(sortName).sort().join(" or ");
    case "media":
      return type.column.wbType[0]?.toUpperCase() ?? "";
    case "object":
      return "PythonObject";
    case "array":
      return "NDArray";
    default:
      return type.kind[0]?.toUpperCase() + type.kind.slice(1);
  }
}

function listOf(shape: readonly number[]): ColumnType {
  const [length = 0, ...inner] = shape;
  return { kind: "list", element: inner.length === 0 ? { kind: "number" } : listOf(inner), length };
}
