import { addKinds, typeOfKinds } from "./column-kinds.ts";
import { nameOfKey, OWN } from "./own-columns.ts";
import type { Table, TableColumn } from "./table.ts";

/** These come first, in this order, where a table has them. */
const LEADING: readonly string[] = [OWN.project, OWN.run, "_step", "_timestamp", "_runtime"];

/** Reads the table once to learn its columns and what type holds each of them exactly. */
export async function describeColumns(table: Table): Promise<TableColumn[]> {
  const kinds = new Map<string, number>();
  for await (const { columns } of table.pages()) {
    for (const [key, column] of columns) kinds.set(key, addKinds(kinds.get(key) ?? 0, column));
  }
  const leading = LEADING.filter((key) => kinds.has(key));
  const keys = [...leading, ...[...kinds.keys()].filter((key) => !leading.includes(key))];
  const taken = new Set<string>();
  return keys.map((key) => ({
    key,
    name: uniqueName(nameOfKey(key), taken),
    type: typeOfKinds(kinds.get(key) ?? 0, { isCount: key === "_step" }),
  }));
}

// Files hold UTF-8, in which halves of surrogate pairs all look the same.
function uniqueName(key: string, taken: Set<string>): string {
  const plain = new TextDecoder("utf-8", { ignoreBOM: true }).decode(new TextEncoder().encode(key));
  let name = plain;
  for (let count = 2; taken.has(name); count++) name = `${plain} (${count})`;
  taken.add(name);
  return name;
}
