import { RE2JS } from "re2js";
import { simplePattern } from "./simple-pattern.ts";

const LONGEST_PATTERN = 512;
const LARGEST_PROGRAM = 1000;
/** Steps of the program times characters of texts, at worst; some seconds. */
const MOST_WORK = 2_000_000_000;
const REMEMBERED = 1000;

/**
 * Compiles an RE2 pattern to a search for it in a text, in time proportional to the text. Throws a `RangeError` with a
 * sentence for what is no such pattern, or too large a one; the search does when it was given too much text in all.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (pattern.length > LONGEST_PATTERN) {
    throw patternError(pattern, `it is longer than "${LONGEST_PATTERN}" characters`);
  }
  const { test, size } = searchOf(pattern);
  if (size > LARGEST_PROGRAM) throw patternError(pattern, "its repetitions are too many");
  const known = new Map<string, boolean>();
  let work = 0;
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    work += size * text.length;
    if (work > MOST_WORK) throw patternError(pattern, "it takes too long over all these texts");
    const result = test(text);
    if (known.size < REMEMBERED) known.set(text, result);
    return result;
  };
}

function searchOf(pattern: string): { readonly test: (text: string) => boolean; readonly size: number } {
  const simple = simplePattern(pattern);
  if (simple !== undefined) return { test: (text) => simple.test(text), size: pattern.length };
  const compiled = parse(pattern);
  return { test: (text) => compiled.test(text), size: compiled.programSize() };
}

function parse(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern);
  } catch (cause) {
    throw patternError(
      pattern,
      cause instanceof Error ? cause.message.replaceAll("`", '"') : "unknown",
      cause,
    );
  }
}

function patternError(pattern: string, reason: string, cause?: unknown): RangeError {
  return new RangeError(
    `[storage] Failed to read the pattern "${pattern.slice(0, 80)}": ${reason}. Write it as RE2 does, without look-around and back-references.`,
    { cause },
  );
}
