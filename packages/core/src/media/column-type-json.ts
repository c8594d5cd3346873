import type { JsonObject } from "@stepwell/protocol";
import type { ColumnType } from "./column-type.ts";
import type { Media } from "./media.ts";
import { mediaColumnToJson } from "./media-column.ts";

/** What the types of a table need to know of the artifact that they stand in. */
export interface ColumnTypePlaces {
  /** Where another table lies in the artifact. */
  pathOf(table: Media): string;
}

/** The type of a dict, or of a row with its columns; of equal names the last one counts. */
function dictToJson(
  members: readonly (readonly [string, ColumnType])[],
  places: ColumnTypePlaces,
): JsonObject {
  const types = members.map(([name, type]) => [name, columnTypeToJson(type, places)] as const);
  return typeMapToJson(types);
}

/** The same, of types that are JSON already. */
export function typeMapToJson(types: readonly (readonly [string, JsonObject])[]): JsonObject {
  return { wb_type: "typedDict", params: { type_map: Object.fromEntries(types) } };
}

/** A type as it stands in a table's artifact. */
export function columnTypeToJson(type: ColumnType, places: ColumnTypePlaces): JsonObject {
  switch (type.kind) {
    case "list": {
      const { element, length } = type;
      return {
        wb_type: "list",
        params: {
          element_type: columnTypeToJson(element, places),
          ...(length === undefined ? {} : { length }),
        },
      };
    }
    case "dict":
      return dictToJson(Object.entries(type.members), places);
    case "union":
      return unionToJson(type.allowed.map((member) => [member, columnTypeToJson(member, places)]));
    case "media":
      return mediaColumnToJson(type.column, (columns) => dictToJson(Object.entries(columns), places));
    case "object":
      return { wb_type: "pythonObject", params: { class_name: type.name } };
    case "array":
      return arrayToJson(type.shape, null);
    case "const":
      return { wb_type: "const", params: { val: type.value, is_set: false } };
    case "foreignKey":
      return { wb_type: "foreignKey", params: { table: places.pathOf(type.table), col_name: type.column } };
    case "foreignIndex":
      return { wb_type: "foreignIndex", params: { table: places.pathOf(type.table) } };
    default:
      return { wb_type: type.kind };
  }
}

/** A union of types that are JSON already; members are sorted by the names that the official client's types have. */
export function unionToJson(members: readonly (readonly [ColumnType, JsonObject])[]): JsonObject {
  const sorted = members
    .map(([type, json]) => ({ name: sortName(type), json }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  return { wb_type: "union", params: { allowed_types: sorted.map(({ json }) => json) } };
}

/** Arrays of this shape, and where a whole column of them is stored. */
export function arrayToJson(shape: readonly number[], stored: JsonObject | null): JsonObject {
  return { wb_type: "ndarray", params: { shape, serialization_path: stored } };
}

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
      return "Pythonobject";
    case "array":
      return "Ndarray";
    case "const":
      return String(type.value);
    default:
      return type.kind[0]?.toUpperCase() + type.kind.slice(1);
  }
}
