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

/** Rows looked at between one `yield` and the next. */
const sliceRows = 512;

/** Rows that are read, and sorted, without a break. */
const sliceRows = 2_000;

/** The numbers of the rows that a filter lets through, sorted; equal rows keep their order, empty cells come last. */
export function chosenRows(
  table: TableContent,
  filter: FilterNode | undefined,
  sorts: readonly TableSort[],
): Uint32Array {
  const steps = chooseRows(table, filter, sorts);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in small steps, so that a page can do other things between them: a table may have 200,000 rows. */
export function* chooseRows(
  { columns, rows }: TableContent,
  filter: FilterNode | undefined,
  sorts: readonly TableSort[],
): Generator<undefined, Uint32Array> {
  const test = filter === undefined ? undefined : testOf(filter, columns);
  const chosen = new Uint32Array(rows.length);
  let count = 0;
  for (const [at, row] of rows.entries()) {
    if (at % sliceRows === 0) yield;
    if (test === undefined || test(row)) chosen[count++] = at;
  }
  if (sorts.length === 0) return chosen.slice(0, count);
  const orders: ((a: number, b: number) => number)[] = [];
  for (const sort of sorts) orders.push(yield* orderBy(rows, sort));
  return yield* sorted(chosen.subarray(0, count), (a, b) => {
    for (const order of orders) {
      const result = order(a, b);
      if (result !== 0) return result;
    }
    return a - b;
  });
}

/** Compares rows by a column, each cell of which is read once and not once a comparison. */
function* orderBy(
  rows: readonly Row[],
  { column, descending }: TableSort,
): Generator<undefined, (a: number, b: number) => number> {
  const ranks = new Uint8Array(rows.length);
  const numbers = new Float64Array(rows.length);
  const texts: string[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % sliceRows === 0) yield;
    const cell = row[column] ?? null;
    const ranked = rank(cell);
    ranks[at] = ranked;
    if (ranked === 0) numbers[at] = Number(cell);
    texts.push(ranked === 0 || ranked === 4 ? "" : cellText(cell));
  }
  return (a, b) => {
    const [ranked, other] = [ranks[a] as number, ranks[b] as number];
    const isEmpty = ranked === 4 || other === 4;
    if (ranked !== other) return isEmpty ? ranked - other : sign(ranked - other, descending);
    const order =
      ranked === 0
        ? compare(numbers[a] as number, numbers[b] as number)
        : compare(texts[a] as string, texts[b] as string);
    return sign(order, descending);
  };
}

/** Sorts short pieces, then merges them two by two. */
function* sorted(
  list: Uint32Array,
  order: (a: number, b: number) => number,
): Generator<undefined, Uint32Array> {
  for (let at = 0; at < list.length; at += sliceRows) {
    yield;
    list.subarray(at, at + sliceRows).sort(order);
  }
  let [from, to] = [list, new Uint32Array(list.length)];
  for (let width = sliceRows; width < list.length; width *= 2) {
    for (let start = 0; start < list.length; start += 2 * width) {
      const middle = Math.min(start + width, list.length);
      const end = Math.min(start + 2 * width, list.length);
      let [left, right] = [start, middle];
      for (let at = start; at < end; at++) {
        if (at % sliceRows === 0) yield;
        const isLeft =
          left < middle && (right >= end || order(from[left] as number, from[right] as number) <= 0);
        to[at] = (isLeft ? from[left++] : from[right++]) as number;
      }
    }
    [from, to] = [to, from];
  }
  return from;
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
