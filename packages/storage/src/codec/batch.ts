import type { Json } from "@stepwell/protocol";
import type { Row } from "@stepwell/runlog";
import { joinPath } from "@stepwell/protocol";
import { cellValue, createColumnBuilder, forEachCell } from "./column.ts";
import type { Column, ColumnBuilder } from "./column.ts";
import { isBranch, leavesOfRow, rowFromLeaves } from "./flatten-row.ts";
import type { Leaf } from "./flatten-row.ts";

/** Consecutive rows as columns, in the order in which their keys first appear. */
export interface Batch {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/** Turns rows into columns; `rowsFromBatch` gives equal rows back. */
export function batchFromRows(rows: readonly Row[]): Batch {
  const builders = new Map<string, ColumnBuilder>();
  const builderOf = (key: string): ColumnBuilder => {
    const builder = builders.get(key) ?? createColumnBuilder(key, rows.length);
    builders.set(key, builder);
    return builder;
  };
  // Rows mostly repeat the members of the row before, in order: then a member's builder is found without hashing.
  let shape: { part: string; builder: ColumnBuilder | undefined }[] = [];

  rows.forEach((row, slot) => {
    const parts = Object.keys(row);
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at] as string;
      const value = row[part] as Json;
      let known = shape[at];
      if (known === undefined || known.part !== part) {
        known = { part, builder: undefined };
        shape = [...shape.slice(0, at), known];
      }
      if (isBranch(value)) {
        for (const [key, leaf] of leavesOfRow({ [part]: value })) builderOf(key).add(slot, leaf);
        continue;
      }
      known.builder ??= builderOf(joinPath([part]));
      if (typeof value === "number") known.builder.addNumber(slot, value);
      else known.builder.add(slot, value);
    }
  });
  return {
    rows: rows.length,
    columns: new Map(Array.from(builders, ([key, builder]) => [key, builder.build()])),
  };
}

/** Rows from columns, one for each slot from 0. */
export function rowsFromBatch({ rows, columns }: Batch): Row[] {
  const leaves: Leaf[][] = Array.from({ length: rows }, () => []);
  for (const [key, column] of columns) {
    forEachCell(column, (cell, slot, bigintAt, textAt) => {
      leaves[slot]?.push([key, cellValue(column, cell, bigintAt, textAt)]);
    });
  }
  return leaves.map((row) => rowFromLeaves(row));
}

/** The rows `from..to` of a batch as a batch of their own; columns without a cell there are left out. */
export function sliceBatch({ columns }: Batch, from: number, to: number): Batch {
  const sliced = new Map<string, Column>();
  for (const [key, column] of columns) {
    const builder = createColumnBuilder(key, to - from);
    builder.addColumn(column, from, to, -from);
    const part = builder.build();
    if (part.size > 0) sliced.set(key, part);
  }
  return { rows: to - from, columns: sliced };
}
