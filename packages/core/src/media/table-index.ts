import type { Media } from "./media.ts";

const MARKER = Symbol.for("stepwell.TableIndex");

/** A row of a table, by its number. In a cell of another table it links the two rows. */
export class TableIndex {
  readonly [MARKER] = true;
  /** From 0. */
  readonly index: number;
  /** The table that it is a row of. */
  readonly table: Media;
  readonly #read: () => Readonly<Record<string, unknown>>;

  constructor(options: { table: Media; index: number; read: () => Readonly<Record<string, unknown>> }) {
    this.table = options.table;
    this.index = options.index;
    this.#read = options.read;
  }

  /** The row's values by column. */
  getRow(): Readonly<Record<string, unknown>> {
    return this.#read();
  }

  /** The row's number. */
  valueOf(): number {
    return this.index;
  }

  /** The row's number. */
  toJSON(): number {
    return this.index;
  }

  /** True for this class from any copy of the package. */
  static isInstance(value: unknown): value is TableIndex {
    return typeof value === "object" && value !== null && MARKER in value;
  }
}
