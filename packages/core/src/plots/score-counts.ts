/** How many true and false positives there are at each threshold, from the highest one down. */
export interface ScoreCounts {
  readonly truePositives: readonly number[];
  readonly falsePositives: readonly number[];
}

/** Counts at every distinct score: an example is positive when its score is at least the threshold. */
export function countByScore(isPositive: readonly boolean[], scores: readonly number[]): ScoreCounts {
  const order = scores.map((_, index) => index).sort((a, b) => (scores[b] as number) - (scores[a] as number));
  const truePositives: number[] = [];
  const falsePositives: number[] = [];
  let positives = 0;
  for (const [at, index] of order.entries()) {
    if (isPositive[index] === true) positives += 1;
    const next = order[at + 1];
    if (next !== undefined && scores[next] === scores[index]) continue;
    truePositives.push(positives);
    falsePositives.push(at + 1 - positives);
  }
  return { truePositives, falsePositives };
}
