/** Letters, digits and marks that stand for themselves, one that is escaped, any character, or a class of letters and digits. */
const PIECE = String.raw`[\w \-@:,=#%&~]|\\[.*+?()[\]{}|^$\\/]|\.|\[(?:[A-Za-z0-9](?:-[A-Za-z0-9])?)+\]`;
const UNREPEATED = new RegExp(String.raw`^(\(\?i\))?(\^?(?:${PIECE})*\$?)$`, "u");
/** One repetition behind the beginning of the text: no more work than the pattern's length times the text's. */
const REPEATED = new RegExp(String.raw`^(\(\?i\))?(\^(?:${PIECE})+[*+](?:${PIECE})*\$?)$`, "u");
const ESCAPED_OR_ANY = /\\.|\./gu;

/**
 * An RE2 pattern as one of the language's own, which starts in a tenth of the time: where that means the same, and no
 * text makes it slow. Undefined for all others.
 */
export function simplePattern(pattern: string): RegExp | undefined {
  const [, ignoresCase, body] = UNREPEATED.exec(pattern) ?? REPEATED.exec(pattern) ?? [];
  if (body === undefined) return undefined;
  // Here `.` is any character but a line feed; the language's own leaves out three more.
  const source = body.replaceAll(ESCAPED_OR_ANY, (found) => (found === "." ? "[^\\n]" : found));
  try {
    return new RegExp(source, ignoresCase === undefined ? "u" : "iu");
  } catch {
    // A range that falls: RE2 has a sentence for it.
    return undefined;
  }
}
