import { mergeMediaColumns } from "./media-column.ts";
import type { MediaColumn } from "./media-column.ts";

/** What a table's column holds, as W&B's tables tell it. */
export type ColumnType =
  | { readonly kind: PlainKind }
  | { readonly kind: "list"; readonly element: ColumnType; readonly length: number }
  | { readonly kind: "dict"; readonly members: Readonly<Record<string, ColumnType>> }
  | { readonly kind: "union"; readonly allowed: readonly ColumnType[] }
  | { readonly kind: "media"; readonly column: MediaColumn }
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "array"; readonly shape: readonly number[] };

/** `none` is for null and NaN; `unknown` for what has no value yet; `invalid` for elements that don't fit together. */
type PlainKind = "unknown" | "any" | "none" | "string" | "number" | "boolean" | "timestamp" | "invalid";

export const UNKNOWN: ColumnType = { kind: "unknown" };
export const NONE: ColumnType = { kind: "none" };

/** A type that also allows null. */
export function optional(type: ColumnType): ColumnType {
  return { kind: "union", allowed: [NONE, type] };
}

/** The type of a column of `type` after a value of `given` came in; undefined when that can't be. */
export function assignType(type: ColumnType, given: ColumnType): ColumnType | undefined {
  if (type.kind === "any" || type.kind === "invalid") return type;
  if (given.kind === "union") return assignAll(type, given.allowed);
  switch (type.kind) {
    case "unknown":
      return given.kind === "none" ? undefined : given;
    case "union":
      return assignToUnion(type.allowed, given);
    case "list":
      return given.kind === "list" ? assignList(type, given) : undefined;
    case "dict":
      return given.kind === "dict" ? assignMembers(type.members, given.members) : undefined;
    case "media": {
      const column = given.kind === "media" ? mergeMediaColumns(type.column, given.column) : undefined;
      return column && { kind: "media", column };
    }
    case "object":
      return given.kind === "object" && given.name === type.name ? type : undefined;
    case "array":
      return given.kind === "array" && given.shape.join() === type.shape.join() ? type : undefined;
    default:
      return given.kind === type.kind ? type : undefined;
  }
}

function assignAll(type: ColumnType, given: readonly ColumnType[]): ColumnType | undefined {
  let assigned: ColumnType | undefined = type;
  for (const one of given) assigned = assigned && assignType(assigned, one);
  return assigned;
}

// The first member that takes the value; else the value becomes a member in the place of an unknown one.
function assignToUnion(allowed: readonly ColumnType[], given: ColumnType): ColumnType | undefined {
  for (const pass of ["known", "unknown"]) {
    for (const [index, type] of allowed.entries()) {
      if ((type.kind === "unknown") !== (pass === "unknown")) continue;
      const assigned = assignType(type, given);
      if (assigned !== undefined) return { kind: "union", allowed: allowed.with(index, assigned) };
    }
  }
  return undefined;
}

type ListType = Extract<ColumnType, { kind: "list" }>;

// The length is that of the list that came last.
function assignList(type: ListType, given: ListType): ColumnType | undefined {
  const element = given.element.kind === "unknown" ? type.element : assignType(type.element, given.element);
  return element && { kind: "list", element, length: given.length };
}

// A missing member counts as null.
function assignMembers(
  members: Readonly<Record<string, ColumnType>>,
  given: Readonly<Record<string, ColumnType>>,
): ColumnType | undefined {
  if (Object.keys(given).some((name) => !Object.hasOwn(members, name))) return undefined;
  const merged: [string, ColumnType][] = [];
  for (const [name, type] of Object.entries(members)) {
    const assigned = assignType(type, given[name] ?? NONE);
    if (assigned === undefined) return undefined;
    merged.push([name, assigned]);
  }
  return { kind: "dict", members: Object.fromEntries(merged) };
}
