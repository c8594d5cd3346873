import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { createArtifactTableForm } from "./artifact-table-form.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm, MediaTarget } from "./media.ts";
import { Table } from "./table.ts";

/**
 * Two tables that are shown as one, joined where their keys are equal; for `artifact.add` and `log`. A table is a
 * `Table`, which comes into the artifact too, or the name of an entry that the artifact has, as `left.table.json`.
 * `joinKey` is the column, or the left one's and the right one's. Throws `UsageError` for anything else.
 *
 * @example artifact.add(new JoinedTable(images, labels, "id"), "examples");
 */
export class JoinedTable implements Media {
  readonly joinKey: string | readonly [string, string];
  readonly #form: MediaForm;

  constructor(table1: Table | string, table2: Table | string, joinKey: string | readonly [string, string]) {
    checkTable(table1, "first");
    checkTable(table2, "second");
    const [left, right] = keysOf(joinKey);
    checkColumn(table1, left);
    checkColumn(table2, right);
    this.joinKey = joinKey;
    this.#form = createArtifactTableForm({
      name: "JoinedTable",
      type: "joined-table",
      content: (inside) => ({
        table1: pathOf(table1, inside),
        table2: pathOf(table2, inside),
        join_key: joinKey,
      }),
    });
  }

  get [MEDIA](): MediaForm {
    return this.#form;
  }
}

function checkTable(table: unknown, which: string): void {
  if (Table.isInstance(table) || (typeof table === "string" && table !== "")) return;
  refuse(
    `the ${which} table is "${showValue(table)}"`,
    'Give a Table, or the name of its entry, as "left.table.json"',
  );
}

function keysOf(joinKey: unknown): readonly [string, string] {
  if (typeof joinKey === "string") return [joinKey, joinKey];
  if (Array.isArray(joinKey) && joinKey.length === 2 && joinKey.every((key) => typeof key === "string"))
    return joinKey as [string, string];
  return refuse(
    `the key is "${showValue(joinKey)}"`,
    'Give a column, as "id", or two, as ["id", "image_id"]',
  );
}

function checkColumn(table: Table | string, column: string): void {
  if (typeof table === "string" || table.columns.includes(column)) return;
  refuse(
    `a table has no column "${column}"`,
    `Join by one of "${table.columns.join('", "')}", or give two keys`,
  );
}

function pathOf(table: Table | string, inside: MediaTarget): string {
  if (typeof table !== "string") return inside.pathOf(table);
  if (inside.hasEntry(table)) return table;
  return refuse(`the artifact has no entry "${table}"`, "Add that table to it, or give the Table itself");
}

function refuse(reason: string, remedy: string): never {
  throw new UsageError(`[core] Failed to join two tables: ${reason}. ${remedy}.`);
}
