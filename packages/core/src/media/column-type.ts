import type { Media } from "./media.ts";
import type { MediaColumn } from "./media-column.ts";
import type { PlainCell } from "./table-cell.ts";

/** What a table's column holds, as W&B's tables tell it. */
export type ColumnType =
  | { readonly kind: PlainKind }
  /** One value and no other. */
  | { readonly kind: "const"; readonly value: Exclude<PlainCell, null> }
  | ListType
  | DictType
  | UnionType
  | { readonly kind: "media"; readonly column: MediaColumn }
  | { readonly kind: "object"; readonly name: string }
  | { readonly kind: "array"; readonly shape: readonly number[] }
  /** Keys of rows of `table`, which stand in its `column`. */
  | { readonly kind: "foreignKey"; readonly table: Media; readonly column: string }
  /** Numbers of rows of `table`. */
  | { readonly kind: "foreignIndex"; readonly table: Media };

/** `none` is for null and NaN; `unknown` for what has no value yet; `invalid` for elements that don't fit together. */
type PlainKind =
  | "unknown"
  | "any"
  | "none"
  | "string"
  | "number"
  | "boolean"
  | "timestamp"
  | "invalid"
  | "primaryKey";

/** `length` is that of the list that came last; undefined where none came. */
export interface ListType {
  readonly kind: "list";
  readonly element: ColumnType;
  readonly length: number | undefined;
}

export interface DictType {
  readonly kind: "dict";
  readonly members: Readonly<Record<string, ColumnType>>;
}

export interface UnionType {
  readonly kind: "union";
  readonly allowed: readonly ColumnType[];
}

export const UNKNOWN: ColumnType = { kind: "unknown" };
export const NONE: ColumnType = { kind: "none" };

/** A type that also allows null. */
export function optional(type: ColumnType): ColumnType {
  return union([NONE, type]);
}

/** A type of any of these; unions among them are taken apart. */
export function union(types: readonly ColumnType[]): UnionType {
  return {
    kind: "union",
    allowed: types.flatMap((type) => (type.kind === "union" ? type.allowed : [type])),
  };
}
