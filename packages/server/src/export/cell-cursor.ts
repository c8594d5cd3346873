import { Cell } from "@stepwell/storage";
import type { Column } from "@stepwell/storage";

/** Goes through the cells of a column along the rows, which must be asked for in rising order. */
export class CellCursor {
  readonly #column: Column;
  #cell = 0;
  #bigintAt = 0;
  #textAt = 0;

  constructor(column: Column) {
    this.#column = column;
  }

  /** True when the row has a cell, which the other methods then tell about; `advance` leaves it. */
  isAt(row: number): boolean {
    const { places, size } = this.#column;
    return this.#cell < size && (places === undefined ? this.#cell : places[this.#cell]) === row;
  }

  /** The `Cell` of the cell. */
  get kind(): number {
    const { kinds } = this.#column;
    return kinds === undefined ? Cell.number : (kinds[this.#cell] as number);
  }

  /** The number, rounded for an exact integer. */
  get number(): number {
    return this.#column.numbers[this.#cell] as number;
  }

  get bigint(): bigint {
    return this.#column.bigints[this.#bigintAt] as bigint;
  }

  /** JSON of a cell that is neither number, bool nor null. */
  get json(): string {
    return this.#column.texts[this.#textAt] as string;
  }

  advance(): void {
    const { kind } = this;
    if (kind === Cell.bigint) this.#bigintAt += 1;
    else if (kind >= Cell.other) this.#textAt += 1;
    this.#cell += 1;
  }
}
