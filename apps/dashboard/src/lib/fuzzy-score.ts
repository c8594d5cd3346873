import { fuzzyMatcher } from "./fuzzy-match.ts";

/** How well a text fits what was typed: higher is better, undefined is not at all. */
export type FuzzyScore = (text: string) => number | undefined;

/**
 * A score for texts of the same query as `fuzzyMatcher` takes, so that what begins with it comes first, then what has it at
 * the start of a word, then anywhere, then only its letters in order; of two the shorter. Nothing typed: all score 0.
 */
export function fuzzyScore(query: string): FuzzyScore {
  const matches = fuzzyMatcher(query);
  const typed = query.trim().toLowerCase();
  if (typed === "") return () => 0;
  if (typed.length > 2 && typed.startsWith("/") && typed.endsWith("/"))
    return (text) => (matches(text) ? -text.length : undefined);
  const words = typed.split(/\s+/);
  return (text) => {
    if (!matches(text)) return undefined;
    const lower = text.toLowerCase();
    if (lower === typed) return 1_000;
    const score = words.reduce((sum, word) => sum + wordScore(word, lower), 0) / words.length;
    return score - Math.min(90, text.length) / 100;
  };
}

function wordScore(word: string, text: string): number {
  const first = text.indexOf(word);
  if (first === 0) return 400;
  if (first === -1) return 100 - spread(word, text);
  for (let at = first; at !== -1; at = text.indexOf(word, at + 1)) if (isWordStart(text, at)) return 300;
  return 200;
}

/** How far apart the letters are, less what stands at the start of words; 0 to 90. */
function spread(letters: string, text: string): number {
  let at = -1;
  let gaps = 0;
  for (const letter of letters) {
    const next = text.indexOf(letter, at + 1);
    if (next === -1) return 90;
    if (next > at + 1 && !isWordStart(text, next)) gaps += next - at - 1;
    at = next;
  }
  return Math.min(90, gaps);
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[^\p{L}\p{N}]/u.test(text.charAt(at - 1));
}
