import type { CellView } from "@stepwell/protocol";
import { imageItems, type ImageItem } from "./image-cell.ts";

const mostOfAStep = 8;

/**
 * What somebody who looks at picture `at` of a cell looks at next: the same place of the following step and of the one
 * before, then other pictures of the following step.
 */
export function nextPictures(
  cells: readonly CellView[],
  cell: CellView | undefined,
  at: number,
): readonly ImageItem[] {
  const place = cell === undefined ? -1 : cells.indexOf(cell);
  if (place === -1) return [];
  const [before, after] = [cells[place - 1], cells[place + 1]].map((one) =>
    one === undefined ? [] : imageItems(one.value),
  ) as [ImageItem[], ImageItem[]];
  const same = [after[at], before[at]].filter((item) => item !== undefined);
  const others = after.filter((item) => !same.includes(item)).slice(0, mostOfAStep - 1);
  return [...same, ...others];
}
