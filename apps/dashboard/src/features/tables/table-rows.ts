import type { Json } from "@stepwell/protocol";
import type { FilterNode, FilterValue } from "../filter/parse-filter.ts";
import { readNumber } from "../filter/read-value.ts";
import { formatJson } from "../../lib/format-json.ts";
import { quickPattern } from "../../lib/quick-pattern.ts";
import { sortInSlices } from "./sort-in-slices.ts";
import type { TableContent } from "./table-content.ts";

export interface TableSort {
  readonly column: number;
  readonly descending: boolean;
}

type Row = readonly Json[];
type Order = (a: number, b: number) => number;

/** Rows looked at between one `yield` and the next. */
const sliceRows = 512;

/** The numbers of the rows that a filter lets through, sorted; equal rows keep their order, empty cells come last. */
export function chosenRows(
  table: TableContent,
  filter: FilterNode | undefined,
  sorts: readonly TableSort[],
): Uint32Array {
  const work = choosingRows(table, filter, sorts);
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** The same in slices of some milliseconds, for tables with many rows. */
export function* choosingRows(
  { columns, rows }: TableContent,
  filter: FilterNode | undefined,
  sorts: readonly TableSort[],
): Generator<undefined, Uint32Array, undefined> {
  const test = filter === undefined ? undefined : testOf(filter, columns);
  const chosen: number[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % sliceRows === 0) yield undefined;
    if (test === undefined || test(row)) chosen.push(at);
  }
  if (sorts.length === 0) return Uint32Array.from(chosen);
  const orders: Order[] = [];
  for (const sort of sorts) orders.push(yield* orderBy(rows, chosen, sort));
  return yield* sortInSlices(Uint32Array.from(chosen), (one, other) => {
    for (const order of orders) {
      const result = order(one, other);
      if (result !== 0) return result;
    }
    return one - other;
  });
}

/** Compares rows by a column. Every cell is read once, not once a comparison: a table may have 100,000 rows. */
function* orderBy(
  rows: readonly Row[],
  chosen: readonly number[],
  { column, descending }: TableSort,
): Generator<undefined, Order, undefined> {
  const ranks = new Uint8Array(rows.length);
  const numbers = new Float64Array(rows.length);
  const texts: string[] = Array.from({ length: rows.length });
  for (const [place, at] of chosen.entries()) {
    if (place % sliceRows === 0) yield undefined;
    const cell = rows[at]?.[column] ?? null;
    const ranked = rank(cell);
    ranks[at] = ranked;
    if (ranked === 0) numbers[at] = Number(cell);
    else if (ranked !== 4) texts[at] = cellText(cell);
  }
  return (a, b) => {
    const [ranked, other] = [ranks[a] as number, ranks[b] as number];
    const isEmpty = ranked === 4 || other === 4;
    if (ranked !== other) return isEmpty ? ranked - other : sign(ranked - other, descending);
    if (ranked === 4) return 0;
    const order =
      ranked === 0
        ? compare(numbers[a] as number, numbers[b] as number)
        : compare(texts[a] as string, texts[b] as string);
    return sign(order, descending);
  };
}

/** What of a filter can not be tested, as a sentence: names that are no column, patterns that are none or could take long. */
export function filterProblem(node: FilterNode, columns: readonly string[]): string | undefined {
  switch (node.kind) {
    case "and":
    case "or":
      return node.of.map((one) => filterProblem(one, columns)).find((problem) => problem !== undefined);
    case "not":
      return filterProblem(node.of, columns);
    case "text":
      return undefined;
    default: {
      if (columnOf(node.key.text, columns) === -1) return `There is no column "${node.key.text}".`;
      const values = node.kind === "compares" ? node.values : [];
      const bad = values.find(({ kind, text }) => kind === "pattern" && quickPattern(text) === undefined);
      return bad && `"${bad.text}" is not a regular expression, or could take too long.`;
    }
  }
}

function testOf(node: FilterNode, columns: readonly string[]): (row: Row) => boolean {
  switch (node.kind) {
    case "and": {
      const tests = node.of.map((one) => testOf(one, columns));
      return (row) => tests.every((test) => test(row));
    }
    case "or": {
      const tests = node.of.map((one) => testOf(one, columns));
      return (row) => tests.some((test) => test(row));
    }
    case "not": {
      const test = testOf(node.of, columns);
      return (row) => !test(row);
    }
    case "text": {
      const words = node.words.map(({ text }) => text.toLowerCase());
      return (row) => words.every((word) => row.some((cell) => cellText(cell).toLowerCase().includes(word)));
    }
    case "exists": {
      const at = columnOf(node.key.text, columns);
      return (row) => row[at] !== undefined && row[at] !== null;
    }
    case "short":
      return compares(columnOf(node.key.text, columns), "=", [node.value]);
    case "compares":
      return compares(columnOf(node.key.text, columns), node.op, node.values);
  }
}

function compares(at: number, op: string, values: readonly FilterValue[]): (row: Row) => boolean {
  const [value] = values;
  if (at === -1 || value === undefined) return () => false;
  const equal = (cell: Json): boolean => values.some((wanted) => isEqual(cell, wanted));
  const pattern = value.kind === "pattern" ? quickPattern(value.text) : undefined;
  const bound = readNumber(value.text);
  return (row) => {
    const cell = row.at(at) ?? null;
    switch (op) {
      case "=":
      case "in":
        return equal(cell);
      case "!=":
      case "not in":
        return !equal(cell);
      case "~":
      case "has":
        return pattern === undefined
          ? cellText(cell).toLowerCase().includes(value.text.toLowerCase())
          : pattern.test(cellText(cell));
      case "!~":
        return pattern === undefined
          ? !cellText(cell).toLowerCase().includes(value.text.toLowerCase())
          : !pattern.test(cellText(cell));
      default:
        return isBeyond(cell, op, bound, value.text);
    }
  };
}

function isBeyond(cell: Json, op: string, bound: number | undefined, text: string): boolean {
  const isNumber = typeof cell === "number" || typeof cell === "bigint";
  if (!isNumber && typeof cell !== "string") return false;
  const [one, other] = isNumber ? [Number(cell), bound ?? Number.NaN] : [cell, text];
  if (op === "<") return one < other;
  if (op === "<=") return one <= other;
  return op === ">" ? one > other : one >= other;
}

function isEqual(cell: Json, { text, kind }: FilterValue): boolean {
  if (typeof cell === "number" || typeof cell === "bigint") return Number(cell) === readNumber(text);
  if (typeof cell === "boolean" && kind === "word") return String(cell) === text.toLowerCase();
  if (cell === null) return kind === "word" && text === "null";
  return cellText(cell) === text;
}

function columnOf(name: string, columns: readonly string[]): number {
  const exact = columns.indexOf(name);
  return exact === -1 ? columns.findIndex((one) => one.toLowerCase() === name.toLowerCase()) : exact;
}

function cellText(cell: Json): string {
  return typeof cell === "string" ? cell : cell === null ? "" : formatJson(cell);
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Numbers before texts before the rest; empty ones and NaN last in both directions. */
function rank(cell: Json): number {
  if (cell === null || Number.isNaN(cell)) return 4;
  if (typeof cell === "number" || typeof cell === "bigint") return 0;
  return typeof cell === "string" ? 1 : typeof cell === "boolean" ? 2 : 3;
}

function sign(order: number, descending: boolean): number {
  return descending ? -order : order;
}
