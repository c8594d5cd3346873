import { printJson, type Json } from "@stepwell/protocol";
import type { TableContent } from "./table-content.ts";

export interface JoinOptions {
  readonly left: TableContent;
  readonly right: TableContent;
  /** Names of a column of each. */
  readonly key: readonly [left: string, right: string];
  /** Put behind the names of columns that both have. */
  readonly names: readonly [left: string, right: string];
}

const mostRows = 1_000_000;

/** Two tables as one: every pair of rows whose keys are equal, and rows without a partner with empty cells. Undefined without the key. */
export function joinTables({ left, right, key, names }: JoinOptions): TableContent | undefined {
  const [leftAt, rightAt] = [left.columns.indexOf(key[0]), right.columns.indexOf(key[1])];
  if (leftAt === -1 || rightAt === -1) return undefined;
  const rest = right.columns.flatMap((name, at) => (at === rightAt ? [] : [{ name, at }]));
  const both = new Set(rest.map(({ name }) => name).filter((name) => left.columns.includes(name)));
  const columns = [
    ...left.columns.map((name) => (both.has(name) ? `${name} (${names[0]})` : name)),
    ...rest.map(({ name }) => (both.has(name) ? `${name} (${names[1]})` : name)),
  ];
  const byKey = new Map<string, number[]>();
  for (const [at, row] of right.rows.entries()) {
    const text = printJson(row[rightAt] ?? null);
    const list = byKey.get(text);
    if (list === undefined) byKey.set(text, [at]);
    else list.push(at);
  }
  const rows: (readonly Json[])[] = [];
  const met = new Set<number>();
  for (const row of left.rows) {
    const partners = byKey.get(printJson(row[leftAt] ?? null)) ?? [];
    if (partners.length === 0) rows.push([...row, ...rest.map(() => null)]);
    for (const at of partners) {
      if (rows.length >= mostRows) break;
      met.add(at);
      rows.push([...row, ...rest.map((column) => right.rows[at]?.[column.at] ?? null)]);
    }
  }
  for (const [at, row] of right.rows.entries()) {
    if (met.has(at) || rows.length >= mostRows) continue;
    const empty: Json[] = left.columns.map((_, place) => (place === leftAt ? (row[rightAt] ?? null) : null));
    rows.push([...empty, ...rest.map((column) => row[column.at] ?? null)]);
  }
  return { columns, rows };
}
