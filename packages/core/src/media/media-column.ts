import type { Json, JsonObject } from "@stepwell/protocol";
import type { ColumnType } from "./column-type.ts";
import { showColumnType } from "./show-column-type.ts";

type Labels = Readonly<Record<string, string>>;

/** What a table says of a column of media: its type, and for images what is drawn on them in any row. */
export interface MediaColumn {
  /** As `image-file`. */
  readonly wbType: string;
  readonly image?: ImageColumn;
  /** Of tables in cells: their columns. */
  readonly table?: TableColumns;
}

type TableColumns = Readonly<Record<string, ColumnType>>;

/** Layers by name with their classes. */
export interface ImageColumn {
  readonly boxLayers: Readonly<Record<string, Labels>>;
  readonly maskLayers: Readonly<Record<string, Labels>>;
  readonly boxScoreNames: readonly string[];
  readonly classes: Labels;
}

/** A column of both, `left` itself when that says it all; undefined when they are not of one type. */
export function mergeMediaColumns(left: MediaColumn, right: MediaColumn): MediaColumn | undefined {
  if (left.wbType !== right.wbType) return undefined;
  if (left.table !== undefined && right.table !== undefined)
    return mergeTables(left, left.table, right.table);
  if (left.image === undefined || right.image === undefined) return left;
  return {
    wbType: left.wbType,
    image: {
      boxLayers: mergeLayers(left.image.boxLayers, right.image.boxLayers),
      maskLayers: mergeLayers(left.image.maskLayers, right.image.maskLayers),
      boxScoreNames: [...new Set([...left.image.boxScoreNames, ...right.image.boxScoreNames])],
      classes: { ...left.image.classes, ...right.image.classes },
    },
  };
}

// Tables of the same columns; what a column of the first had no value for, the next one may tell.
function mergeTables(column: MediaColumn, left: TableColumns, right: TableColumns): MediaColumn | undefined {
  const names = Object.keys(left);
  if (names.join("\0") !== Object.keys(right).join("\0")) return undefined;
  const merged: [string, ColumnType][] = [];
  for (const name of names) {
    const [one, other] = [left[name], right[name]] as [ColumnType, ColumnType];
    const [first, second] = [showColumnType(one), showColumnType(other)];
    if (first !== second && !isOpen(one) && !isOpen(other)) return undefined;
    merged.push([name, isOpen(one) ? other : one]);
  }
  return { ...column, table: Object.fromEntries(merged) };
}

function isOpen(type: ColumnType): boolean {
  return type.kind === "unknown" || (type.kind === "union" && type.allowed.some(isOpen));
}

function mergeLayers(
  left: Readonly<Record<string, Labels>>,
  right: Readonly<Record<string, Labels>>,
): Record<string, Labels> {
  const merged = { ...left };
  for (const [name, labels] of Object.entries(right)) merged[name] = { ...left[name], ...labels };
  return merged;
}

/** The column's type as it stands in a table's artifact; `columnsToJson` is for tables in cells. */
export function mediaColumnToJson(
  { wbType, image, table }: MediaColumn,
  columnsToJson: (columns: TableColumns) => JsonObject,
): JsonObject {
  if (table !== undefined) return { wb_type: wbType, params: { column_types: columnsToJson(table) } };
  if (image === undefined) return { wb_type: wbType };
  const { boxLayers, maskLayers, boxScoreNames, classes } = image;
  return {
    wb_type: wbType,
    params: {
      box_layers: constant(classNumbers(boxLayers)),
      box_score_keys: { wb_type: "const", params: { val: boxScoreNames, is_set: true } },
      mask_layers: constant(classNumbers(maskLayers)),
      box_class_maps: constant(boxLayers),
      mask_class_maps: constant(maskLayers),
      class_map: constant(classes),
    },
  };
}

function constant(value: Json): JsonObject {
  return { wb_type: "const", params: { val: value, is_set: false } };
}

function classNumbers(layers: Readonly<Record<string, Labels>>): JsonObject {
  const entries = Object.entries(layers);
  return Object.fromEntries(entries.map(([name, labels]) => [name, Object.keys(labels).map(Number)]));
}
