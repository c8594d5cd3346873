import { RE2JS } from "re2js";

const LONGEST_PATTERN = 512;
const LARGEST_PROGRAM = 5000;

/**
 * Compiles an RE2 pattern to a search for it in a text, in time proportional to the text. Throws a `RangeError` with a
 * sentence for what is no such pattern, or too large a one.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
  if (pattern.length > LONGEST_PATTERN) {
    throw patternError(pattern, `it is longer than "${LONGEST_PATTERN}" characters`);
  }
  const compiled = parse(pattern);
  if (compiled.programSize() > LARGEST_PROGRAM) throw patternError(pattern, "its repetitions are too many");
  return (text) => compiled.test(text);
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
