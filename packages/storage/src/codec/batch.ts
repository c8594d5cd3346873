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
  if (rows.length === 1) return batchFromRow(rows[0] as Row);
  const builders = new Map<string, ColumnBuilder>();
  const allocate = createArena(rows.length);
  const builderOf = (key: string): ColumnBuilder => {
    let builder = builders.get(key);
    if (builder === undefined) {
      builder = createColumnBuilder(key, rows.length, allocate());
      builders.set(key, builder);
    }
    return builder;
  };
  // Rows mostly repeat the members of the row before, in order: then a member's builder is found without hashing.
  const shape: ShapeMember[] = [];
  for (let slot = 0; slot < rows.length; slot++) {
    const row = rows[slot] as Row;
    const parts = Object.keys(row);
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at] as string;
      const value = row[part] as Json;
      let member = shape[at];
      if (member === undefined || member.part !== part) {
        member = { part, builder: undefined };
        shape[at] = member;
      }
      if (typeof value === "number") {
        member.builder ??= builderOf(joinPath([part]));
        member.builder.addNumber(slot, value);
      } else if (isBranch(value)) {
        for (const [key, leaf] of leavesOfRow({ [part]: value })) builderOf(key).add(slot, leaf);
      } else {
        member.builder ??= builderOf(joinPath([part]));
        member.builder.add(slot, value);
      }
    }
  }
  const columns = new Map<string, Column>();
  for (const [key, builder] of builders) columns.set(key, builder.build());
  return { rows: rows.length, columns };
}

/** A row alone may have tens of thousands of keys: builders of its columns would cost more than all else. */
function batchFromRow(row: Row): Batch {
  const columns = new Map<string, Column>();
  const add = (key: string, value: Json): void => {
    const numbers = new Float64Array(1);
    if (typeof value === "number") {
      numbers[0] = value;
      columns.set(key, {
        size: 1,
        places: undefined,
        kinds: undefined,
        numbers,
        bigints: NONE,
        texts: NONE,
        labels: NONE,
      });
    } else {
      const builder = createColumnBuilder(key, 1, numbers);
      builder.add(0, value);
      columns.set(key, builder.build());
    }
  };
  for (const part of Object.keys(row)) {
    const value = row[part] as Json;
    if (!isBranch(value)) add(joinPath([part]), value);
    else for (const [key, leaf] of leavesOfRow({ [part]: value })) add(key, leaf);
  }
  return { rows: 1, columns };
}

const NONE: readonly never[] = [];

interface ShapeMember {
  readonly part: string;
  builder: ColumnBuilder | undefined;
}

// Columns of one batch share buffers: many small ones would keep the collector busy.
function createArena(length: number): () => Float64Array {
  const columns = 32;
  let buffer = new Float64Array();
  let used = 0;
  return () => {
    if (length > 1024) return new Float64Array(length);
    if (used + length > buffer.length) {
      buffer = new Float64Array(length * columns);
      used = 0;
    }
    used += length;
    return buffer.subarray(used - length, used);
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
