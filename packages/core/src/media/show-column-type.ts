import type { ColumnType } from "./column-type.ts";

const LONGEST = 12;

/** A type as a person reads it. */
export function showColumnType(type: ColumnType): string {
  switch (type.kind) {
    case "list":
      return `list of ${showColumnType(type.element)}`;
    case "dict":
      return `{ ${some(
        Object.entries(type.members).map(([name, member]) => `${name}: ${showColumnType(member)}`),
        ", ",
      )} }`;
    case "union":
      return some(type.allowed.map(showColumnType), " or ");
    case "media":
      return type.column.wbType;
    case "object":
      return type.name;
    case "array":
      return `array of ${type.shape.join(" × ")} numbers`;
    case "const":
      return `the value ${String(type.value)}`;
    case "foreignKey":
      return `key of the column ${type.column} of another table`;
    case "foreignIndex":
      return "row of another table";
    case "primaryKey":
      return "key (text)";
    case "timestamp":
      return "date";
    case "unknown":
      return "anything so far";
    case "none":
      return "null";
    default:
      return type.kind;
  }
}

function some(parts: readonly string[], between: string): string {
  if (parts.length <= LONGEST) return parts.join(between);
  return `${parts.slice(0, LONGEST).join(between)}${between}…`;
}
