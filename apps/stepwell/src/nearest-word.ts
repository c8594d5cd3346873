/** The known word that a mistyped one probably meant, or undefined when none is near: a slip for every three letters. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of known) {
    // Longer or shorter by so much is no slip, and a long text takes long to compare.
    if (Math.abs(word.length - candidate.length) >= bestDistance) continue;
    const distance = editDistance(word, candidate);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Letters put in, left out, changed, and two next to each other swapped count one each. */
function editDistance(left: string, right: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let at = 1; at <= right.length; at++) {
      const change = (above[at - 1] as number) + (left[row - 1] === right[at - 1] ? 0 : 1);
      const isSwapped = left[row - 1] === right[at - 2] && left[row - 2] === right[at - 1];
      current.push(
        Math.min(
          change,
          (above[at] as number) + 1,
          (current[at - 1] as number) + 1,
          isSwapped ? (twoAbove[at - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    [twoAbove, above] = [above, current];
  }
  return above[right.length] as number;
}
