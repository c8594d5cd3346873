import { fuzzyScore } from "./fuzzy-score.ts";

/** What a list of choices knows of each to find it. */
export interface RankedItem {
  readonly text: string;
  /** More words it is found by, less than by its text. */
  readonly words?: string;
  /** The heading it stands under. */
  readonly group?: string;
}

/**
 * The items that fit what was typed, the best first; of equals the one given first. Groups stay together and come in the
 * order of their best item.
 */
export function rankItems<T extends RankedItem>(items: readonly T[], query: string): T[] {
  const score = fuzzyScore(query);
  const found: { readonly item: T; readonly score: number }[] = [];
  const best = new Map<string | undefined, number>();
  for (const item of items) {
    const own = score(item.text);
    const other = own === undefined && item.words !== undefined ? score(item.words) : undefined;
    const value = own ?? (other === undefined ? undefined : other - 350);
    if (value === undefined) continue;
    found.push({ item, score: value });
    best.set(item.group, Math.max(value, best.get(item.group) ?? Number.NEGATIVE_INFINITY));
  }
  // A Map keeps the order in which groups came, and sorting keeps the order of equals.
  const groups = [...best].toSorted((a, b) => b[1] - a[1]).map(([group]) => group);
  const place = new Map(groups.map((group, index) => [group, index]));
  return found
    .toSorted((a, b) => (place.get(a.item.group) ?? 0) - (place.get(b.item.group) ?? 0) || b.score - a.score)
    .map(({ item }) => item);
}
