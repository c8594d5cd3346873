/** A part of a text, from one place to before another. */
interface TextPart {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The key at a place of a text in which keys stand between commas. */
export function keyAt(text: string, place: number): TextPart {
  const before = text.lastIndexOf(",", place - 1) + 1;
  const next = text.indexOf(",", place);
  const after = next < 0 ? text.length : next;
  const key = text.slice(before, after);
  const from = before + (key.length - key.trimStart().length);
  return { from, to: Math.max(from, after - (key.length - key.trimEnd().length)), text: key.trim() };
}

/** The text with another key at that place, and where one goes on writing: after a comma at the end of the text. */
export function withKeyAt(
  text: string,
  place: number,
  key: string,
): { readonly text: string; readonly place: number } {
  const { from, to } = keyAt(text, place);
  const rest = text.slice(to).trim() === "" ? ", " : text.slice(to);
  const lead = from > 0 && text[from - 1] === "," ? " " : "";
  const head = text.slice(0, from) + lead + key;
  return { text: head + rest, place: head.length + (rest === ", " ? 2 : 0) };
}
