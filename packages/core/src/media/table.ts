import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import { assignCell, cellType } from "./assign-cell.ts";
import type { ColumnSpec } from "./column-spec.ts";
import type { ColumnType } from "./column-type.ts";
import { cellValue } from "./encode-cell.ts";
import { createTableForm } from "./encode-table.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { recordColumns, recordRow } from "./record-rows.ts";
import type { RecordOptions } from "./record-rows.ts";
import { showColumnType } from "./show-column-type.ts";
import { readCell } from "./table-cell.ts";
import type { Cell } from "./table-cell.ts";
import { TableIndex } from "./table-index.ts";
import { checkTableOptions, startType } from "./table-options.ts";
import type { TableLogMode, TableOptions } from "./table-options.ts";

const MARKER = Symbol.for("stepwell.Table");

/**
 * A table for `log`, with typed columns: the first value decides what a column holds, unless `dtype` does. Cells may
 * hold media. Everything that adds throws `UsageError` for what does not fit, and then leaves the table as it was.
 *
 * @example run.log({ samples: new Table({ columns: ["image", "label"], data: [[new Image("7.png"), 7]] }) });
 */
export class Table implements Media, Iterable<readonly unknown[]> {
  /** Rows that pages show of any table; the artifact of a longer one has more. */
  static MAX_ROWS = 10_000;
  /** Rows that are kept of any table; later ones are counted and dropped when it is logged. */
  static MAX_ARTIFACT_ROWS = 200_000;

  readonly [MARKER] = true;
  readonly logMode: TableLogMode;
  readonly #columns: string[];
  readonly #types: ColumnType[];
  readonly #rows: Cell[][] = [];
  #changes = 0;
  #form: MediaForm | undefined;

  constructor(options: TableOptions = {}) {
    const { columns, types, data, logMode } = checkTableOptions(options);
    this.logMode = logMode;
    this.#columns = [...columns];
    this.#types = [...types];
    for (const row of data) {
      if (typeof row !== "object" || row === null || !(Symbol.iterator in row))
        this.#refuse("add a row to", `it is "${showValue(row)}"`, "Give a list with a value for each column");
      this.addData(...(row as Iterable<unknown>));
    }
  }

  /**
   * A table of objects: columns are their keys in the order in which they come, or those of `columns`; what one does
   * not have is null.
   *
   * @example run.log({ scores: Table.from([{ name: "a", score: 1 }, { name: "b", score: 2 }]) });
   */
  static from<Row extends object>(records: Iterable<Row>, options: RecordOptions<Row> = {}): Table {
    const { columns, rows } = recordColumns(records, options.columns);
    const table = new Table({ ...options, columns });
    for (const row of rows) table.addData(...recordRow(row, columns));
    return table;
  }

  /** Names of the columns. */
  get columns(): readonly string[] {
    return this.#columns;
  }

  get rowCount(): number {
    return this.#rows.length;
  }

  /** Adds a row, one value for each column. */
  addData(...row: readonly unknown[]): this {
    if (row.length !== this.#columns.length) {
      this.#refuse(
        "add a row to",
        `it has "${row.length}" values for "${this.#columns.length}" columns (${this.#columns.join(", ")})`,
        "Give one for each",
      );
    }
    const cells = row.map((value, index) => readCell(value, this.#columns[index] as string));
    const types = cells.map((cell, index) =>
      assigned(this.#types[index] as ColumnType, cell, this.#columns[index] as string),
    );
    for (const [index, type] of types.entries()) this.#types[index] = type;
    this.#rows.push(cells);
    this.#changes += 1;
    return this;
  }

  /** Adds a column with a value for each row; null is refused unless it is `optional`. */
  addColumn(
    name: string,
    data: ArrayLike<unknown>,
    options: { readonly optional?: boolean; readonly dtype?: ColumnSpec } = {},
  ): this {
    this.#pushColumns([this.#readColumn(name, data, options)]);
    return this;
  }

  /**
   * Adds the columns that `compute` returns for each row, by name. It must return the same names for all.
   *
   * @example table.addComputedColumns((index, row) => ({ error: row.truth - row.guess }));
   */
  addComputedColumns(
    // oxlint-disable-next-line no-explicit-any -- a row's values have the types that the caller knows
    compute: (index: number, row: Readonly<Record<string, any>>) => Readonly<Record<string, unknown>>,
  ): this {
    this.#checkGrowth("computed");
    const computed = this.#rows.map((_, index) => compute(index, this.#record(index)));
    const names = Object.keys(computed[0] ?? {});
    for (const [index, row] of computed.entries()) {
      if (Object.keys(row).length === names.length && names.every((name) => Object.hasOwn(row, name)))
        continue;
      this.#refuse(
        "add computed columns to",
        `row "${index}" has "${Object.keys(row).join(", ")}" and the first "${names.join(", ")}"`,
        "Return the same names for every row",
      );
    }
    this.#pushColumns(
      names.map((name) =>
        this.#readColumn(
          name,
          computed.map((row) => row[name]),
          {},
        ),
      ),
    );
    return this;
  }

  /** Says what a column holds, and whether it may hold null (default false). All that it holds must fit. */
  cast(name: string, dtype: ColumnSpec, options: { readonly optional?: boolean } = {}): this {
    this.#retype(name, startType({ dtype, isOptional: options.optional ?? false }));
    return this;
  }

  /** Makes a column of texts the key of the rows. */
  setPk(name: string): this {
    this.#retype(name, { kind: "primaryKey" });
    return this;
  }

  /** Says that the texts of a column are keys of another table's rows, which stand in its column `key`. */
  setFk(name: string, table: Table, key: string): this {
    if (!Table.isInstance(table))
      this.#refuse("set a key of", `"${showValue(table)}" is no table`, "Give a Table");
    table.#indexOf(key);
    this.#retype(name, { kind: "foreignKey", table, column: key });
    return this;
  }

  /** A column's values. */
  getColumn(name: string): unknown[] {
    const index = this.#indexOf(name);
    return this.#rows.map((row) => cellValue(row[index] as Cell));
  }

  /** The rows' numbers, to be put into cells of another table as links. */
  getIndex(): TableIndex[] {
    return this.#rows.map(
      (_, index) => new TableIndex({ table: this, index, read: () => this.#record(index) }),
    );
  }

  /** Every row's values, in the order of the columns. */
  *[Symbol.iterator](): IterableIterator<readonly unknown[]> {
    for (const row of this.#rows) yield row.map(cellValue);
  }

  get [MEDIA](): MediaForm {
    this.#form ??= createTableForm({
      self: this,
      logMode: this.logMode,
      columns: this.#columns,
      types: this.#types,
      rows: this.#rows,
      changes: () => this.#changes,
      limits: () => ({ run: Table.MAX_ROWS, artifact: Table.MAX_ARTIFACT_ROWS }),
    });
    return this.#form;
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Table {
    return typeof value === "object" && value !== null && MARKER in value;
  }

  #record(index: number): Record<string, unknown> {
    const row = this.#rows[index] as readonly Cell[];
    return Object.fromEntries(
      this.#columns.map((column, place) => [column, cellValue(row[place] as Cell)] as const),
    );
  }

  #indexOf(name: string): number {
    const index = this.#columns.indexOf(String(name));
    if (index >= 0) return index;
    return this.#refuse(
      "use",
      `it has no column "${showValue(name)}"`,
      `Its columns are "${this.#columns.join('", "')}"`,
    );
  }

  #checkGrowth(name: string): void {
    if (this.logMode !== "INCREMENTAL") return;
    this.#refuse(
      `add the column "${name}" to`,
      "an INCREMENTAL table only gains rows",
      "Make the table with all of its columns",
    );
  }

  #readColumn(
    name: string,
    data: ArrayLike<unknown>,
    options: { readonly optional?: boolean; readonly dtype?: ColumnSpec },
  ): NewColumn {
    const what = `add the column "${showValue(name)}" to`;
    this.#checkGrowth(name);
    if (typeof name !== "string") this.#refuse(what, "its name is no text", "Give text");
    if (this.#columns.includes(name))
      this.#refuse(what, "it has a column of that name", "Give it another name");
    if (typeof data !== "object" || data === null || !("length" in data))
      this.#refuse(what, `its values are "${showValue(data)}"`, "Give a list with one for each row");
    if (data.length !== this.#rows.length) {
      const reason = `it has "${data.length}" values for "${this.#rows.length}" rows`;
      this.#refuse(what, reason, "Give one for each");
    }
    const cells = Array.from(data, (value) => readCell(value, name));
    let type = startType({ dtype: options.dtype, isOptional: options.optional ?? false });
    for (const cell of cells) type = assigned(type, cell, name);
    return { name, type, cells };
  }

  #pushColumns(columns: readonly NewColumn[]): void {
    for (const { name, type, cells } of columns) {
      this.#columns.push(name);
      this.#types.push(type);
      for (const [index, row] of this.#rows.entries()) row.push(cells[index] as Cell);
    }
    this.#changes += 1;
  }

  #retype(name: string, type: ColumnType): void {
    const index = this.#indexOf(name);
    let settled = type;
    for (const row of this.#rows) settled = assigned(settled, row[index] as Cell, name);
    this.#types[index] = settled;
    this.#changes += 1;
  }

  #refuse(what: string, reason: string, remedy: string): never {
    throw new UsageError(`[core] Failed to ${what} a table: ${reason}. ${remedy}.`);
  }
}

interface NewColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly cells: readonly Cell[];
}

function assigned(type: ColumnType, cell: Cell, column: string): ColumnType {
  const found = assignCell(type, cell);
  if (found !== undefined) return found;
  throw new UsageError(
    `[core] Failed to fill the column "${column}" of a table: a value is "${showColumnType(cellType(cell))}" and the column holds "${showColumnType(type)}". Convert it, or make the table with { allowMixedTypes: true }.`,
  );
}
