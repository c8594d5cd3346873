/** A smoothing weight or another share between 0 and 1: `0.80`. */
export function formatWeight(weight: number): string {
  return Number(weight.toFixed(2)) === Number(weight.toFixed(3)) ? weight.toFixed(2) : weight.toFixed(3);
}
