import { loadGlobLibrary } from "#libraries";

/**
 * Tells whether a path with forward slashes matches one of the patterns: `*` within a part, `**` over several, `?`,
 * `[a-z]`, `{a,b}`. A leading dot must be written out, as in a shell.
 */
export function createGlobMatcher(patterns: readonly string[]): (path: string) => boolean {
  return patterns.length === 0 ? () => false : loadGlobLibrary()([...patterns]);
}

/** True for text that means more than itself in a pattern. */
export function isGlob(text: string): boolean {
  return /[*?[\]{}()!]/.test(text);
}
