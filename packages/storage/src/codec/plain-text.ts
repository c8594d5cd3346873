/**
 * A text that survives UTF-8 and C strings: as it is, or as a JSON string when it has a NUL or half of a surrogate pair,
 * or begins with a quote. `fromPlainText` gives the same text back.
 */
export function toPlainText(text: string): string {
  return NOT_PLAIN.test(text) ? JSON.stringify(text) : text;
}

/** The text that `toPlainText` was given. Throws `SyntaxError` for what it can't have made. */
export function fromPlainText(text: string): string {
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

// With the u flag only halves without their other half are surrogates.
const NOT_PLAIN = /^"|\0|\p{Surrogate}/u;
