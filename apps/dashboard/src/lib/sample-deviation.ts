/** Standard deviation of what a sample was taken from (divided by n − 1), about its mean; 0 for fewer than two values. */
export function sampleDeviation(values: readonly number[]): number {
  const { length } = values;
  if (length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (length - 1));
}
