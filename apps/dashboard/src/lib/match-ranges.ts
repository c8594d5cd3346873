import { fuzzyMatcher } from "./fuzzy-match.ts";

/** A part of a text, from its first letter up to, and without, its last. */
export type TextRange = readonly [from: number, to: number];

/** What of a text is why it fits a query of `fuzzyMatcher`; empty where it does not fit or nothing is asked. */
export function matchRanges(query: string, text: string): TextRange[] {
  const asked = query.trim();
  if (asked === "" || !fuzzyMatcher(asked)(text)) return [];
  if (asked.length > 2 && asked.startsWith("/") && asked.endsWith("/")) {
    const found = patternMatch(asked.slice(1, -1), text);
    if (found !== undefined) return found[0] === found[1] ? [] : [found];
  }
  const lower = text.toLowerCase();
  const words = asked.toLowerCase().split(/\s+/);
  const whole = words.map((word) => [lower.indexOf(word), word.length] as const);
  if (whole.every(([at]) => at >= 0)) return whole.map(([at, length]) => [at, at + length]);
  return letterRanges(words[0] as string, lower);
}

function patternMatch(body: string, text: string): TextRange | undefined {
  try {
    const match = new RegExp(body, "i").exec(text);
    return match === null ? undefined : [match.index, match.index + match[0].length];
  } catch {
    return undefined;
  }
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
