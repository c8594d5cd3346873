import { UsageError } from "../core-error.ts";
import type { NumberArray, TypedArray } from "../encode/array-like.ts";
import type { ColumnType } from "./column-type.ts";
import { encodeNpz, MAX_NPZ_BYTES } from "./npz.ts";
import { isPlain } from "./table-cell.ts";
import type { Cell } from "./table-cell.ts";

/** Arrays of one axis up to this length stand in the table's JSON. */
const MAX_INLINE = 150;

type ArrayType = Extract<ColumnType, { kind: "array" }>;

/** The type of the arrays in a column of nothing but arrays and null. */
export function arrayTypeOf(type: ColumnType): ArrayType | undefined {
  if (type.kind === "array") return type;
  if (type.kind !== "union") return undefined;
  const [only, ...others] = type.allowed.filter(({ kind }) => kind !== "none");
  return only?.kind === "array" && others.length === 0 ? only : undefined;
}

/** Whether a column of such arrays stands in the table itself, as lists. */
export function isInline({ shape }: ArrayType): boolean {
  return shape.length === 1 && (shape[0] ?? 0) <= MAX_INLINE;
}

/**
 * A column of arrays as the bytes of an `.npz` file with one array, whose first axis is the rows; NaN for a row that
 * has none. Throws `UsageError` for more than 4 GiB.
 */
export function encodeArrayColumn(column: string, { shape }: ArrayType, cells: readonly Cell[]): Uint8Array {
  const form = commonForm(cells);
  const size = shape.reduce((product, length) => product * length, 1);
  const total = cells.length * size * form.make.BYTES_PER_ELEMENT;
  if (total > MAX_NPZ_BYTES) {
    throw new UsageError(
      `[core] Failed to log a table: the arrays of its column "${column}" are "${total}" bytes, and one column can hold "${MAX_NPZ_BYTES}". Log fewer rows, or a smaller type as Float32Array.`,
    );
  }
  const data = new form.make(cells.length * size);
  for (const [row, cell] of cells.entries()) fill(data, row * size, size, cell);
  return encodeNpz(column, {
    descr: form.descr,
    shape: [cells.length, ...shape],
    bytes: new Uint8Array(data.buffer),
  });
}

/** Numpy's name of a type of numbers, and how they are held. */
interface Form {
  readonly descr: string;
  readonly make: {
    new (length: number): TypedArray;
    readonly BYTES_PER_ELEMENT: number;
  };
}

const FLOAT64: Form = { descr: "<f8", make: Float64Array };
const BOOLEAN: Form = { descr: "|b1", make: Uint8Array };
const FORMS: readonly Form[] = [
  FLOAT64,
  { descr: "<f4", make: Float32Array },
  { descr: "|u1", make: Uint8Array },
  { descr: "|u1", make: Uint8ClampedArray },
  { descr: "|i1", make: Int8Array },
  { descr: "<u2", make: Uint16Array },
  { descr: "<i2", make: Int16Array },
  { descr: "<u4", make: Uint32Array },
  { descr: "<i4", make: Int32Array },
  { descr: "<u8", make: BigUint64Array },
  { descr: "<i8", make: BigInt64Array },
];

// Where rows differ, or one has no array, doubles hold them all.
function commonForm(cells: readonly Cell[]): Form {
  let common: Form | undefined;
  for (const cell of cells) {
    const form = !isPlain(cell) && cell.kind === "array" ? formOf(cell.value) : FLOAT64;
    common ??= form;
    const isFloat = common.descr === "<f4" || common.descr === "<f8";
    if (form.descr !== common.descr && !(cell === null && isFloat)) return FLOAT64;
  }
  return common ?? FLOAT64;
}

function formOf({ data, boolean }: NumberArray): Form {
  if (boolean) return BOOLEAN;
  return FORMS.find(({ make }) => data.constructor === make) ?? FLOAT64;
}

function fill(target: TypedArray, start: number, size: number, cell: Cell): void {
  if (isPlain(cell)) {
    (target as Float64Array).fill(NaN, start, start + size);
  } else if (cell.kind === "array") {
    const { data } = cell.value;
    if (data.constructor === target.constructor) (target as Float64Array).set(data as Float64Array, start);
    else for (let index = 0; index < size; index++) target[start + index] = Number(data[index]);
  } else {
    let at = start;
    for (const number of numbersOf(cell)) target[at++] = number;
  }
}

function* numbersOf(cell: Cell): Iterable<number> {
  if (isPlain(cell)) yield Number(cell);
  else if (cell.kind === "list") for (const item of cell.items) yield* numbersOf(item);
}
