import { asNumberArray } from "../encode/array-like.ts";
import type { NumberArray } from "../encode/array-like.ts";
import { UsageError } from "../core-error.ts";
import { Histogram } from "./histogram.ts";
import { isMedia, MEDIA } from "./media.ts";
import type { Media } from "./media.ts";
import { TableIndex } from "./table-index.ts";

/** Numbers, text and truth values stand for themselves: a large table is mostly these. NaN counts as null. */
export type PlainCell = null | boolean | number | bigint | string;

/** A cell's value sorted out: what it is decides its type and both of its JSON forms. */
export type Cell = PlainCell | ObjectCell;

/** A cell that is no plain value. Nothing in it changes when the user's value does. */
export type ObjectCell =
  /** Milliseconds since the epoch. */
  | { readonly kind: "date"; readonly time: number }
  | { readonly kind: "media"; readonly value: Media }
  | { readonly kind: "histogram"; readonly value: Histogram }
  | { readonly kind: "array"; readonly value: NumberArray }
  | { readonly kind: "index"; readonly value: TableIndex }
  | { readonly kind: "list"; readonly items: readonly Cell[] }
  | { readonly kind: "dict"; readonly members: readonly (readonly [string, Cell])[] };

const DEPTH_LIMIT = 100;

/** Sorts a value out. Throws `UsageError` naming `column` for what can't stand in a table. */
export function readCell(value: unknown, column: string, depth = 0): Cell {
  switch (typeof value) {
    case "number":
    case "bigint":
    case "string":
    case "boolean":
      return value;
    case "undefined":
      return null;
    case "object":
      return value === null ? null : readObject(value, column, depth);
    default:
      return refuse(column, `a ${typeof value}`);
  }
}

/** True for a cell that stands for itself. */
export function isPlain(cell: Cell): cell is PlainCell {
  return typeof cell !== "object" || cell === null;
}

function readObject(value: object, column: string, depth: number): Cell {
  if (depth > DEPTH_LIMIT) return refuse(column, "a value that is nested too deeply, or contains itself");
  const inner = (item: unknown): Cell => readCell(item, column, depth + 1);
  if (value instanceof Date) return readDate(value);
  if (Histogram.isInstance(value)) return { kind: "histogram", value };
  if (TableIndex.isInstance(value)) return { kind: "index", value };
  if (isMedia(value)) {
    if (value[MEDIA].column !== undefined) return { kind: "media", value };
    return refuse(column, `a ${value[MEDIA].name}, which is no media for cells`);
  }
  if (Array.isArray(value) || value instanceof Set) return { kind: "list", items: Array.from(value, inner) };
  const numbers = asNumberArray(value);
  if (numbers !== undefined) return readNumbers(numbers);
  if (value instanceof Map) return readMembers([...value], column, inner);
  if ("then" in value && typeof value.then === "function") return refuse(column, "a promise; await it first");
  if ("toJSON" in value && typeof value.toJSON === "function")
    return inner((value.toJSON as () => unknown)());
  return readInstance(value, column, inner);
}

// A date of no moment is nothing, as in JSON.
function readDate(value: Date): Cell {
  const time = value.getTime();
  return Number.isNaN(time) ? null : { kind: "date", time };
}

// An array of no axis is one number. Others are copied: tensors hand out the memory that they go on using.
function readNumbers(numbers: NumberArray): Cell {
  if (numbers.shape.length === 0) {
    const [one = 0] = numbers.data;
    return numbers.boolean ? one !== 0 : Number(one);
  }
  return { kind: "array", value: { ...numbers, data: numbers.data.slice(), shape: [...numbers.shape] } };
}

function readInstance(value: object, column: string, inner: (item: unknown) => Cell): Cell {
  if (value instanceof Number || value instanceof String || value instanceof Boolean)
    return inner(value.valueOf());
  if (value instanceof RegExp) return value.source;
  if (value instanceof WeakMap || value instanceof WeakSet || value instanceof Error)
    return refuse(column, `an instance of ${value.constructor.name}; give the fields you need`);
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
    return refuse(column, "raw bytes; give them as a Uint8Array");
  if (Symbol.iterator in value) return refuse(column, "an iterator; spread it into an array");
  return readMembers(Object.entries(value), column, inner);
}

function readMembers(
  entries: readonly (readonly [unknown, unknown])[],
  column: string,
  inner: (item: unknown) => Cell,
): Cell {
  const members = entries
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => {
      if ((typeof name === "object" && name !== null) || typeof name === "symbol")
        return refuse(column, "a Map whose keys are no text");
      return [String(name), inner(item)] as const;
    });
  return { kind: "dict", members };
}

function refuse(column: string, what: string): never {
  throw new UsageError(
    `[core] Failed to fill the column "${column}" of a table: it can't hold ${what}. Give numbers, text, dates, lists, plain objects or media.`,
  );
}
