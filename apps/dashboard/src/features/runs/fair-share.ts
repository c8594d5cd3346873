/** How many each may have at most so that all together have `total` at most: what small ones leave is for the others. At least 1. */
export function fairShare(sizes: readonly number[], total: number): number {
  let rest = total;
  let share = total;
  for (const [at, size] of sizes.toSorted((a, b) => a - b).entries()) {
    share = Math.floor(rest / (sizes.length - at));
    if (size > share) break;
    rest -= size;
    share = total;
  }
  return Math.max(1, share);
}
