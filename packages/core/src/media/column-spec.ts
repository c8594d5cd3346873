import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { NONE, union, UNKNOWN } from "./column-type.ts";
import type { ColumnType } from "./column-type.ts";

const SPEC: unique symbol = Symbol.for("stepwell.columnType") as never;

/** A type made by `columnType`. */
export interface BuiltColumnType {
  readonly [SPEC]: ColumnType;
}

/** The types of a column that have a name. `null` holds nothing but null, `any` everything. */
export type ColumnTypeName =
  | "string"
  | "number"
  | "boolean"
  | "date"
  | "any"
  | "null"
  | "image"
  | "video"
  | "audio"
  | "html"
  | "molecule"
  | "object3D"
  | "plotly"
  | "histogram";

/** What a column may hold: a name, a class of JavaScript, or what `columnType` makes. */
export type ColumnSpec =
  | ColumnTypeName
  | StringConstructor
  | NumberConstructor
  | BigIntConstructor
  | BooleanConstructor
  | DateConstructor
  | BuiltColumnType;

/**
 * Makes the types of columns that have no name. All throw `UsageError` for what is no type.
 *
 * @example new Table({ columns: ["split"], dtype: columnType.oneOf(columnType.constant("train"), columnType.constant("test")) });
 */
export const columnType = {
  /** Lists of any length, each element of one type; without one, of that of the first list. */
  list: (element?: ColumnSpec): BuiltColumnType =>
    built({
      kind: "list",
      element: element === undefined ? UNKNOWN : typeOfSpec(element),
      length: undefined,
    }),
  /** Objects with exactly these members; one that may be missing is `oneOf(type, "null")`. */
  record: (members: Readonly<Record<string, ColumnSpec>>): BuiltColumnType =>
    built({
      kind: "dict",
      members: Object.fromEntries(
        Object.entries(members).map(([name, spec]) => [name, typeOfSpec(spec)] as const),
      ),
    }),
  /** Values of any of these types. */
  oneOf: (...specs: readonly ColumnSpec[]): BuiltColumnType => built(union(specs.map(typeOfSpec))),
  /** One value and no other. */
  constant: (value: string | number | boolean): BuiltColumnType => built({ kind: "const", value }),
  /** Arrays of numbers with this shape. */
  array: (...shape: readonly number[]): BuiltColumnType =>
    built({ kind: "array", shape: checkedShape(shape) }),
};

/** The type that a user's word stands for. Throws `UsageError` for what is no type. */
export function typeOfSpec(spec: ColumnSpec): ColumnType {
  if (typeof spec === "object" && spec !== null && SPEC in spec) return spec[SPEC];
  const found = CLASSES.get(spec) ?? NAMES.get(spec);
  if (found !== undefined) return found;
  throw new UsageError(
    `[core] Failed to read the type of a column: "${showValue(spec)}" is no type. Give "${[...NAMES.keys()].join('", "')}", or one that columnType makes.`,
  );
}

function built(type: ColumnType): BuiltColumnType {
  return { [SPEC]: type };
}

function checkedShape(shape: readonly number[]): readonly number[] {
  if (shape.length > 0 && shape.every((length) => Number.isInteger(length) && length >= 0)) return shape;
  throw new UsageError(
    `[core] Failed to read the type of a column: "${showValue(shape)}" is no shape. Give the length of each axis, as columnType.array(28, 28).`,
  );
}

const NUMBER: ColumnType = { kind: "number" };
const STRING: ColumnType = { kind: "string" };
const BOOLEAN: ColumnType = { kind: "boolean" };
const DATE: ColumnType = { kind: "timestamp" };
const NO_LAYERS = { boxLayers: {}, maskLayers: {}, boxScoreNames: [], classes: {} };

const NAMES: ReadonlyMap<unknown, ColumnType> = /* #__PURE__ */ new Map<unknown, ColumnType>([
  ["string", STRING],
  ["number", NUMBER],
  ["boolean", BOOLEAN],
  ["date", DATE],
  ["any", { kind: "any" }],
  ["null", NONE],
  ["image", { kind: "media", column: { wbType: "image-file", image: NO_LAYERS } }],
  ["video", media("video-file")],
  ["audio", media("audio-file")],
  ["html", media("html-file")],
  ["molecule", media("molecule-file")],
  ["object3D", media("object3D-file")],
  ["plotly", media("plotly-file")],
  ["histogram", { kind: "object", name: "Histogram" }],
]);

const CLASSES: ReadonlyMap<unknown, ColumnType> = /* #__PURE__ */ new Map<unknown, ColumnType>([
  [String, STRING],
  [Number, NUMBER],
  [BigInt, NUMBER],
  [Boolean, BOOLEAN],
  [Date, DATE],
]);

function media(wbType: string): ColumnType {
  return { kind: "media", column: { wbType } };
}
