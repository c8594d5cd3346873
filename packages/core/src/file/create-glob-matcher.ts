import { loadGlobLibrary } from "#libraries";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";

const MAX_CHARACTERS = 1024;

/**
 * Tells whether a path with forward slashes matches one of the patterns: `*` within a part, `**` over several, `?`,
 * `[a-z]`, `{a,b}`. A leading dot must be written out, as in a shell. Throws `UsageError` for a pattern that is too long.
 */
export function createGlobMatcher(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const long = patterns.find((pattern) => pattern.length > MAX_CHARACTERS);
  if (long === undefined) return loadGlobLibrary()(patterns.filter((pattern) => pattern !== ""));
  throw new UsageError(
    `[core] Failed to read a pattern of file names: "${showValue(long)}" has ${long.length} characters. Use at most ${MAX_CHARACTERS}.`,
  );
}

/** True for text that means more than itself in a pattern. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}()!]/.test(text);
}
