import { quickPattern } from "./quick-pattern.ts";

/** A test for text: `/a|b/` is a regular expression, words must all occur, and a single word also matches letter by letter. */
export function fuzzyMatcher(query: string): (text: string) => boolean {
  const trimmed = query.trim();
  if (trimmed === "") return () => true;
  const pattern = slashedPattern(trimmed);
  if (pattern !== undefined) return (text) => pattern.test(text);
  const words = trimmed.toLowerCase().split(/\s+/);
  return (text) => {
    const lower = text.toLowerCase();
    if (words.every((word) => lower.includes(word))) return true;
    return words.length === 1 && lettersInOrder(words[0] as string, lower);
  };
}

/** What is wrong with a `/…/` filter as a sentence, or undefined. */
export function matcherProblem(query: string): string | undefined {
  const body = slashed(query.trim());
  if (body === undefined || quickPattern(body) !== undefined) return undefined;
  return isPattern(body)
    ? `"${body}" could take too long. Leave out what repeats a group, and some of what repeats.`
    : `"${body}" is not a regular expression. Close every bracket, or leave out the slashes.`;
}

/** The pattern between two slashes; undefined for words, and for patterns that are none or could take long. */
export function slashedPattern(query: string): RegExp | undefined {
  const body = slashed(query);
  return body === undefined ? undefined : quickPattern(body);
}

function isPattern(body: string): boolean {
  try {
    return new RegExp(body) instanceof RegExp;
  } catch {
    return false;
  }
}

function slashed(query: string): string | undefined {
  return query.length > 2 && query.startsWith("/") && query.endsWith("/") ? query.slice(1, -1) : undefined;
}

function lettersInOrder(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
