import { Cell } from "./column.ts";
import type { Column } from "./column.ts";

/** The numbers of a column, finite or not, with their slots; `places` is undefined when value i is in slot i. */
export interface BlockPoints {
  readonly places: Uint32Array | undefined;
  readonly values: Float64Array;
}

/** Leaves out the cells that are no numbers. */
export function pointsOfColumn({ size, places, kinds, numbers }: Column): BlockPoints {
  if (kinds === undefined) return { places, values: numbers };
  const kept = new Uint32Array(size);
  let count = 0;
  for (let cell = 0; cell < size; cell++) {
    if ((kinds[cell] as number) <= Cell.bigint) kept[count++] = cell;
  }
  const cells = kept.subarray(0, count);
  return {
    places: cells.map((cell) => (places === undefined ? cell : (places[cell] as number))),
    values: Float64Array.from(cells, (cell) => numbers[cell] as number),
  };
}
