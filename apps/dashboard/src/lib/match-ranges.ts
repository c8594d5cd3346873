import { fuzzyMatcher, slashedPattern } from "./fuzzy-match.ts";

/** A part of a text, from its first letter up to, and without, its last. */
export type TextRange = readonly [from: number, to: number];

/** What of a text is why it fits a query of `fuzzyMatcher`; empty where it does not fit or nothing is asked. */
export function matchRanges(query: string, text: string): TextRange[] {
  const asked = query.trim();
  if (asked === "" || !fuzzyMatcher(asked)(text)) return [];
  const match = slashedPattern(asked)?.exec(text);
  if (match !== undefined && match !== null) {
    const [found] = match;
    return found === "" ? [] : [[match.index, match.index + found.length]];
  }
  const lower = text.toLowerCase();
  const words = asked.toLowerCase().split(/\s+/);
  const whole = words.map((word) => [lower.indexOf(word), word.length] as const);
  if (whole.every(([at]) => at >= 0)) return whole.map(([at, length]) => [at, at + length]);
  return letterRanges(words[0] as string, lower);
}

function letterRanges(letters: string, text: string): TextRange[] {
  const ranges: [number, number][] = [];
  let at = -1;
  for (const letter of letters) {
    at = text.indexOf(letter, at + 1);
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === at) last[1] = at + 1;
    else ranges.push([at, at + 1]);
  }
  return ranges;
}
