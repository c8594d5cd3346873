/** What to do about a name that is not known: a sentence with the known name that is near, or with all of them. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  if (near !== undefined) return `Did you mean "${near}"?`;
  if (known.length === 0) return "Leave it out.";
  return `Use ${known.length === 1 ? "" : "one of "}"${known.join('", "')}".`;
}

/** The name with the fewest edits, ignoring case and underscores; undefined when none is a slip away. */
function nearestName(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    // Longer or shorter by so much is no slip, and a long text takes long to compare.
    if (Math.abs(plain(name).length - plain(candidate).length) >= bestDistance) continue;
    const distance = editDistance(plain(name), plain(candidate));
    if (distance < Math.min(bestDistance, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll("_", "");
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const swap = (row[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[right.length] as number;
}
