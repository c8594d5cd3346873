import { Cell } from "@stepwell/storage";
import type { Column } from "@stepwell/storage";
import type { ColumnType } from "./table.ts";

/** What the cells of a column are, as bits: whole numbers, other ones, exact integers beyond 2^53, and what is no number. */
const Kind = { whole: 1, fraction: 2, exact: 4, bool: 8, null: 16, text: 32, other: 64 } as const;

/** The kinds of a column's cells, added to `known`. */
export function addKinds(known: number, column: Column): number {
  const { size, kinds, numbers } = column;
  let bits = known;
  let textAt = 0;
  for (let cell = 0; cell < size; cell++) {
    const kind = kinds === undefined ? Cell.number : (kinds[cell] as number);
    if (kind === Cell.number) {
      // Once a fraction was seen, nothing hangs on the other plain numbers.
      if ((bits & Kind.fraction) === 0) bits |= isWhole(numbers[cell] as number) ? Kind.whole : Kind.fraction;
      else if (kinds === undefined) break;
    } else if (kind === Cell.bigint) bits |= Kind.exact;
    else if (kind === Cell.null) bits |= Kind.null;
    else if (kind < Cell.other) bits |= Kind.bool;
    else bits |= (column.texts[textAt++] as string).startsWith('"') ? Kind.text : Kind.other;
  }
  return bits;
}

/**
 * The type that holds all cells of these kinds exactly. Plain numbers are `number` even where all are whole, so that a
 * column has one type in every run; `isCount` makes them `integer` then. A null doesn't count.
 */
export function typeOfKinds(bits: number, { isCount }: { isCount: boolean }): ColumnType {
  const kinds = bits & ~Kind.null;
  const isNumeric = kinds !== 0 && (kinds & ~(Kind.whole | Kind.fraction | Kind.exact)) === 0;
  if (isNumeric && (kinds & Kind.fraction) === 0) return isCount || kinds & Kind.exact ? "integer" : "number";
  if (isNumeric && (kinds & Kind.exact) === 0) return "number";
  if (kinds === Kind.bool) return "bool";
  return kinds === Kind.text ? "text" : "json";
}

// A negative zero is none: an integer could not hold its sign.
function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}
