/** Lines of a sealed block; blocks lie on a fixed grid from line 0. */
export const BLOCK_LINES = 4096;
/** Levels of the stored summaries: 16 and 256 lines a node. */
export const FINE_LEVEL = 4;
export const COARSE_LEVEL = 8;

/** The block that a line is in. */
export function blockOf(line: number): number {
  return Math.floor(line / BLOCK_LINES);
}
