import type { Json } from "@stepwell/protocol";
import { UsageError } from "../core-error.ts";
import { asNumberArray } from "../encode/array-like.ts";
import type { NumberArray } from "../encode/array-like.ts";
import { assignType, NONE, optional, UNKNOWN } from "./column-type.ts";
import type { ColumnType } from "./column-type.ts";
import { Histogram } from "./histogram.ts";
import { isMedia, MEDIA } from "./media.ts";
import type { Media } from "./media.ts";
import { nestedLists } from "./plain-data.ts";

/** A cell's value sorted out: what it is decides its type and both of its JSON forms. */
export type Cell =
  | { readonly kind: "value"; readonly value: null | boolean | number | bigint | string }
  | { readonly kind: "date"; readonly value: Date }
  | { readonly kind: "media"; readonly value: Media }
  | { readonly kind: "histogram"; readonly value: Histogram }
  | { readonly kind: "array"; readonly value: NumberArray }
  | { readonly kind: "list"; readonly items: readonly Cell[] }
  | { readonly kind: "dict"; readonly members: readonly (readonly [string, Cell])[] };

const DEPTH_LIMIT = 100;

/** Sorts a value out. Throws `UsageError` naming `column` for what can't stand in a table. */
export function readCell(value: unknown, column: string, depth = 0): Cell {
  if (depth > DEPTH_LIMIT) return refuse(column, "a value that is nested too deeply, or contains itself");
  switch (typeof value) {
    case "number":
    case "bigint":
    case "string":
    case "boolean":
      return { kind: "value", value };
    case "undefined":
      return { kind: "value", value: null };
    case "object":
      return value === null ? { kind: "value", value } : readObject(value, column, depth);
    default:
      return refuse(column, `a ${typeof value}`);
  }
}

function readObject(value: object, column: string, depth: number): Cell {
  const inner = (item: unknown): Cell => readCell(item, column, depth + 1);
  if (value instanceof Date) return { kind: "date", value };
  if (Histogram.isInstance(value)) return { kind: "histogram", value };
  if (isMedia(value)) {
    if (value[MEDIA].column !== undefined) return { kind: "media", value };
    return refuse(column, `a ${value[MEDIA].name}, which is no media for cells`);
  }
  if (Array.isArray(value) || value instanceof Set) return { kind: "list", items: [...value].map(inner) };
  const numbers = asNumberArray(value);
  if (numbers !== undefined) return readNumbers(numbers);
  if ("then" in value && typeof value.then === "function") return refuse(column, "a promise; await it first");
  if ("toJSON" in value && typeof value.toJSON === "function")
    return inner((value.toJSON as () => unknown)());
  const entries: (readonly [unknown, unknown])[] = value instanceof Map ? [...value] : Object.entries(value);
  return {
    kind: "dict",
    members: entries
      .filter(([, item]) => item !== undefined)
      .map(([name, item]) => [String(name), inner(item)] as const),
  };
}

// An array of no axis is one number.
function readNumbers(numbers: NumberArray): Cell {
  if (numbers.shape.length > 0) return { kind: "array", value: numbers };
  return { kind: "value", value: Number(numbers.data[0]) };
}

/** The type of one cell. */
export function cellType(cell: Cell): ColumnType {
  switch (cell.kind) {
    case "value": {
      const { value } = cell;
      if (value === null || Number.isNaN(value)) return NONE;
      const kind = typeof value;
      return { kind: kind === "bigint" ? "number" : (kind as "number" | "string" | "boolean") };
    }
    case "date":
      return { kind: "timestamp" };
    case "media": {
      const column = cell.value[MEDIA].column?.();
      return column === undefined ? UNKNOWN : { kind: "media", column };
    }
    case "histogram":
      return { kind: "object", name: "Histogram" };
    case "array":
      return { kind: "array", shape: cell.value.shape };
    case "list":
      return { kind: "list", element: elementType(cell.items), length: cell.items.length };
    case "dict":
      return {
        kind: "dict",
        members: Object.fromEntries(cell.members.map(([name, item]) => [name, cellType(item)])),
      };
  }
}

function elementType(items: readonly Cell[]): ColumnType {
  const types = items.map(cellType);
  const present = types.filter(({ kind }) => kind !== "none");
  let element: ColumnType | undefined = UNKNOWN;
  for (const type of present) element = element && assignType(element, type);
  const found = element ?? { kind: "invalid" };
  return present.length < types.length ? optional(found) : found;
}

/** A cell in the file of the run's media: NaN stays, and media are only named. */
export function cellForRun(cell: Cell): Json {
  return encodeCell(cell, {
    number: (value) => value,
    date: (value) => value.toISOString(),
    media: (value) => value[MEDIA].name,
  });
}

/** A cell in the table's artifact: NaN is null, dates are milliseconds, media are stored by `media`. */
export function cellForArtifact(cell: Cell, media: (value: Media) => Json): Json {
  return encodeCell(cell, {
    number: (value) => (Number.isNaN(value) ? null : value),
    date: (value) => value.getTime(),
    media,
  });
}

interface CellForm {
  number(value: number): Json;
  date(value: Date): Json;
  media(value: Media): Json;
}

function encodeCell(cell: Cell, form: CellForm): Json {
  switch (cell.kind) {
    case "value":
      return typeof cell.value === "number" ? form.number(cell.value) : cell.value;
    case "date":
      return form.date(cell.value);
    case "media":
      return form.media(cell.value);
    case "histogram":
      return cell.value.toJSON();
    case "array":
      return nestedLists(cell.value) as Json;
    case "list":
      return cell.items.map((item) => encodeCell(item, form));
    case "dict":
      return Object.fromEntries(cell.members.map(([name, item]) => [name, encodeCell(item, form)]));
  }
}

function refuse(column: string, what: string): never {
  throw new UsageError(
    `[core] Failed to fill the column "${column}" of a table: it can't hold ${what}. Give numbers, text, dates, lists, plain objects or media.`,
  );
}
