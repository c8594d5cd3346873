/** Packed row ids: what belongs together lies together, and every id is exact as a JavaScript number. */
export const TAILS_PER_STREAM = 2 ** 30;
export const BLOCKS_PER_SERIES = 2 ** 22;

/** The half-open range of ids of one owner. */
export function idRange(owner: number, width: number): readonly [number, number] {
  return [owner * width, (owner + 1) * width];
}

/** The id of a block of a series, or of the presence of a block of a stream. */
export function blockId(owner: number, block: number): number {
  return owner * BLOCKS_PER_SERIES + block;
}
