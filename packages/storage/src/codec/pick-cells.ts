import { Cell } from "./column.ts";
import type { Column } from "./column.ts";

/** The cells of the slots that `rowOf` gives a row, at those rows; it gives -1 to the others, and rises. Shares no buffer. */
export function pickCells(column: Column, rowOf: Int32Array): Column {
  const { size, labels } = column;
  const places = new Uint32Array(size);
  const numbers = new Float64Array(size);
  const kinds = column.kinds === undefined ? undefined : new Uint8Array(size);
  const bigints: bigint[] = [];
  const texts: string[] = [];
  let kept = 0;
  let bigintAt = 0;
  let textAt = 0;
  let isDense = true;
  for (let cell = 0; cell < size; cell++) {
    const slot = column.places === undefined ? cell : (column.places[cell] as number);
    const row = slot < rowOf.length ? (rowOf[slot] as number) : -1;
    const kind = column.kinds === undefined ? Cell.number : (column.kinds[cell] as number);
    if (row >= 0) {
      if (row !== kept) isDense = false;
      places[kept] = row;
      numbers[kept] = column.numbers[cell] as number;
      if (kinds !== undefined) kinds[kept] = kind;
      if (kind === Cell.bigint) bigints.push(column.bigints[bigintAt] as bigint);
      if (kind >= Cell.other) texts.push(column.texts[textAt] as string);
      kept += 1;
    }
    if (kind === Cell.bigint) bigintAt += 1;
    if (kind >= Cell.other) textAt += 1;
  }
  return {
    size: kept,
    places: isDense ? undefined : places.subarray(0, kept),
    kinds: kinds?.subarray(0, kept),
    numbers: numbers.subarray(0, kept),
    bigints,
    texts,
    labels,
  };
}
