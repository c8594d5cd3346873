import { parseJson, printJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { kindOfValue } from "./cell-kind.ts";

/**
 * The cells of one key over a stretch of row slots. Numbers are kept as f64; 64-bit integers beside them exactly;
 * everything that is not a number, bool or null as extended JSON text.
 */
export interface Column {
  /** Cells. */
  readonly size: number;
  /** The slot of each cell, rising; undefined when cell i is in slot i. */
  readonly places: Uint32Array | undefined;
  /** The `Cell` of each cell; undefined when all are plain numbers. */
  readonly kinds: Uint8Array | undefined;
  /** The number of each cell, rounded for 64-bit integers, 0 where it is none. */
  readonly numbers: Float64Array;
  /** The exact 64-bit integers, in order. */
  readonly bigints: readonly bigint[];
  /** JSON text of the other cells, in order. */
  readonly texts: readonly string[];
  /** What the other cells are; `Cell.other + n` is one of kind `labels[n]`. */
  readonly labels: readonly string[];
}

/** Codes of cell kinds. */
export const Cell = { number: 0, bigint: 1, no: 2, yes: 3, null: 4, other: 5 } as const;

const MOST_LABELS = 200;

/** Collects the cells of one column, slots in rising order. */
export interface ColumnBuilder {
  readonly key: string;
  /** Fast path of `add` for a number. */
  addNumber(slot: number, value: number): void;
  add(slot: number, value: Json): void;
  /** Adds the cells of another column that lie in its slots `from..to`, at `shift` more. */
  addColumn(column: Column, from: number, to: number, shift: number): void;
  build(): Column;
}

/** `capacity` is the number of slots; `numbers` is where the numbers go, zeros of that length. */
export function createColumnBuilder(
  key: string,
  capacity: number,
  numbers: Float64Array = new Float64Array(capacity),
): ColumnBuilder {
  const bigints: bigint[] = [];
  const texts: string[] = [];
  const labels: string[] = [];
  let places: Uint32Array | undefined;
  let kinds: Uint8Array | undefined;
  let size = 0;

  const put = (slot: number, kind: number, value: number): void => {
    if (places === undefined && slot !== size) places = firstPlaces(capacity, size);
    if (places !== undefined) places[size] = slot;
    if (kind !== Cell.number) {
      kinds ??= new Uint8Array(capacity);
      kinds[size] = kind;
    }
    numbers[size] = value;
    size += 1;
  };
  const labelCode = (label: string): number => {
    let at = labels.indexOf(label);
    if (at < 0 && labels.length >= MOST_LABELS) return labelCode("object");
    if (at < 0) at = labels.push(label) - 1;
    return Cell.other + at;
  };

  return {
    key,
    addNumber(slot, value) {
      if (places === undefined && slot === size) {
        numbers[size] = value;
        size += 1;
      } else {
        put(slot, Cell.number, value);
      }
    },
    add(slot, value) {
      if (typeof value === "number") put(slot, Cell.number, value);
      else if (typeof value === "boolean") put(slot, value ? Cell.yes : Cell.no, 0);
      else if (value === null) put(slot, Cell.null, 0);
      else if (typeof value === "bigint" && BigInt.asIntN(64, value) === value) {
        bigints.push(value);
        put(slot, Cell.bigint, Number(value));
      } else if (typeof value === "bigint") put(slot, Cell.number, Number(value));
      else {
        texts.push(printJson(value));
        put(slot, labelCode(kindOfValue(value)), 0);
      }
    },
    addColumn(column, from, to, shift) {
      const plain = column.kinds === undefined && column.places === undefined;
      if (plain && places === undefined && from + shift === size) {
        const part = column.numbers.subarray(from, to);
        numbers.set(part, size);
        size += part.length;
        return;
      }
      forEachCell(column, (cell, slot, bigintAt, textAt) => {
        if (slot < from || slot >= to) return;
        const kind = column.kinds?.[cell] ?? Cell.number;
        if (kind === Cell.bigint) bigints.push(column.bigints[bigintAt] as bigint);
        if (kind >= Cell.other) texts.push(column.texts[textAt] as string);
        const code = kind >= Cell.other ? labelCode(column.labels[kind - Cell.other] as string) : kind;
        put(slot + shift, code, column.numbers[cell] as number);
      });
    },
    build: () => ({
      size,
      places: places?.subarray(0, size),
      kinds: kinds?.subarray(0, size),
      numbers: size === numbers.length ? numbers : numbers.subarray(0, size),
      bigints,
      texts,
      labels,
    }),
  };
}

/** Visits the cells in order with their slots and the running numbers of exact integers and texts before them. */
export function forEachCell(
  column: Column,
  visit: (cell: number, slot: number, bigintAt: number, textAt: number) => void,
): void {
  const { size, places, kinds } = column;
  let bigintAt = 0;
  let textAt = 0;
  for (let cell = 0; cell < size; cell++) {
    visit(cell, places === undefined ? cell : (places[cell] as number), bigintAt, textAt);
    const kind = kinds === undefined ? Cell.number : (kinds[cell] as number);
    if (kind === Cell.bigint) bigintAt += 1;
    else if (kind >= Cell.other) textAt += 1;
  }
}

/** The value of a cell, as it was logged. */
export function cellValue(column: Column, cell: number, bigintAt: number, textAt: number): Json {
  const kind = column.kinds === undefined ? Cell.number : (column.kinds[cell] as number);
  switch (kind) {
    case Cell.number:
      return column.numbers[cell] as number;
    case Cell.bigint:
      return column.bigints[bigintAt] as bigint;
    case Cell.no:
      return false;
    case Cell.yes:
      return true;
    case Cell.null:
      return null;
    default:
      return parseJson(column.texts[textAt] as string);
  }
}

/** How many cells are numbers, and how many are what else by kind. */
export function countKinds(column: Column): { numbers: number; others: Map<string, number> } {
  const others = new Map<string, number>();
  if (column.kinds === undefined) return { numbers: column.size, others };
  let numbers = 0;
  for (const kind of column.kinds) {
    if (kind <= Cell.bigint) numbers += 1;
    else {
      const name =
        kind === Cell.null
          ? "null"
          : kind < Cell.null
            ? "bool"
            : (column.labels[kind - Cell.other] as string);
      others.set(name, (others.get(name) ?? 0) + 1);
    }
  }
  return { numbers, others };
}

function firstPlaces(capacity: number, size: number): Uint32Array {
  const places = new Uint32Array(capacity);
  for (let at = 0; at < size; at++) places[at] = at;
  return places;
}
