import { UsageError } from "../core-error.ts";
import { assignType, optional, UNKNOWN } from "./column-type.ts";
import type { ColumnType } from "./column-type.ts";
import { showColumnType } from "./column-type-json.ts";
import { createTableForm } from "./encode-table.ts";
import { MEDIA } from "./media.ts";
import type { Media, MediaForm } from "./media.ts";
import { cellType, readCell } from "./table-cell.ts";
import type { Cell } from "./table-cell.ts";

const MARKER = Symbol.for("stepwell.Table");
const DEFAULT_COLUMNS = ["Input", "Output", "Expected"];

/**
 * What a second log of one table means: `IMMUTABLE` the same again, `MUTABLE` a new version when it changed,
 * `INCREMENTAL` the rows that came since.
 */
export type TableLogMode = "IMMUTABLE" | "MUTABLE" | "INCREMENTAL";

/** Columns, rows, and what columns may hold. */
export interface TableOptions {
  /** Default `Input`, `Output`, `Expected`. */
  readonly columns?: readonly (string | number)[];
  /** Rows, each with a value for every column. */
  readonly data?: readonly (readonly unknown[])[];
  /** Whether columns may hold null; default true. A list says it for each column. */
  readonly optional?: boolean | readonly boolean[];
  /** Values of any types in one column; default false. */
  readonly allowMixedTypes?: boolean;
  /** Default `IMMUTABLE`. */
  readonly logMode?: TableLogMode;
}

/**
 * A table for `log`, with typed columns: the first value decides what a column holds. Cells may hold media. Throws
 * `UsageError` for a row of another length and for a value of another type.
 *
 * @example run.log({ samples: new Table({ columns: ["image", "label"], data: [[new Image("7.png"), 7]] }) });
 */
export class Table implements Media {
  readonly [MARKER] = true;
  readonly logMode: TableLogMode;
  readonly #columns: string[];
  readonly #types: ColumnType[];
  readonly #rows: Cell[][] = [];
  #changes = 0;
  #form: MediaForm | undefined;

  constructor(options: TableOptions = {}) {
    const {
      columns = DEFAULT_COLUMNS,
      data = [],
      optional: nullable = true,
      allowMixedTypes = false,
    } = options;
    this.logMode = options.logMode ?? "IMMUTABLE";
    if (!["IMMUTABLE", "MUTABLE", "INCREMENTAL"].includes(this.logMode)) {
      throw new UsageError(
        `[core] Failed to make a table: the log mode "${String(this.logMode)}" is unknown. Give "IMMUTABLE", "MUTABLE" or "INCREMENTAL".`,
      );
    }
    if (!Array.isArray(columns) || !columns.every(isColumnName)) {
      throw new UsageError(
        '[core] Failed to make a table: the columns are no list of names. Give text or whole numbers, as { columns: ["x", "y"] }.',
      );
    }
    this.#columns = columns.map(String);
    this.#types = columns.map((_, index) =>
      initialType(typeof nullable === "boolean" ? nullable : nullable[index] === true, allowMixedTypes),
    );
    for (const row of data) this.addData(...row);
  }

  get columns(): readonly string[] {
    return this.#columns;
  }

  get rowCount(): number {
    return this.#rows.length;
  }

  /** Adds a row, one value for each column. */
  addData(...row: readonly unknown[]): this {
    if (row.length !== this.#columns.length) {
      throw new UsageError(
        `[core] Failed to add a row to a table: it has "${row.length}" values for "${this.#columns.length}" columns (${this.#columns.join(", ")}). Give one for each.`,
      );
    }
    const cells = row.map((value, index) => readCell(value, this.#columns[index] as string));
    const types = cells.map((cell, index) => this.#assign(index, cell));
    for (const [index, type] of types.entries()) this.#types[index] = type;
    this.#rows.push(cells);
    this.#changes += 1;
    return this;
  }

  /** Adds a column with a value for each row; null is refused unless it is `optional`. */
  addColumn(name: string, data: ArrayLike<unknown>, options: { readonly optional?: boolean } = {}): this {
    if (this.logMode === "INCREMENTAL") {
      throw new UsageError(
        `[core] Failed to add the column "${name}" to a table: an INCREMENTAL table only gains rows. Make the table with all of its columns.`,
      );
    }
    if (data.length !== this.#rows.length) {
      throw new UsageError(
        `[core] Failed to add the column "${name}" to a table: it has "${data.length}" values for "${this.#rows.length}" rows. Give one for each.`,
      );
    }
    const cells = Array.from(data, (value) => readCell(value, name));
    let type = initialType(options.optional ?? false, false);
    for (const cell of cells) type = assigned(type, cell, name);
    this.#columns.push(name);
    this.#types.push(type);
    for (const [index, row] of this.#rows.entries()) row.push(cells[index] as Cell);
    this.#changes += 1;
    return this;
  }

  get [MEDIA](): MediaForm {
    this.#form ??= createTableForm({
      logMode: this.logMode,
      columns: this.#columns,
      types: this.#types,
      rows: this.#rows,
      changes: () => this.#changes,
    });
    return this.#form;
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is Table {
    return typeof value === "object" && value !== null && MARKER in value;
  }

  #assign(index: number, cell: Cell): ColumnType {
    return assigned(this.#types[index] as ColumnType, cell, this.#columns[index] as string);
  }
}

function isColumnName(name: unknown): boolean {
  return typeof name === "string" || Number.isInteger(name);
}

function initialType(isOptional: boolean, isMixed: boolean): ColumnType {
  const type: ColumnType = isMixed ? { kind: "any" } : UNKNOWN;
  return isOptional ? optional(type) : type;
}

function assigned(type: ColumnType, cell: Cell, column: string): ColumnType {
  const given = cellType(cell);
  const found = assignType(type, given);
  if (found !== undefined) return found;
  throw new UsageError(
    `[core] Failed to fill the column "${column}" of a table: a value is "${showColumnType(given)}" and the column holds "${showColumnType(type)}". Convert it, or make the table with { allowMixedTypes: true }.`,
  );
}
