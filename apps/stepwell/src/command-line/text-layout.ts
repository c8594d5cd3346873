/** How wide what people read may be, and whether it may have colours. */
export interface TextStyle {
  /** In characters. */
  readonly width: number;
  readonly hasColor: boolean;
}

const WIDEST = 100;
const NARROWEST = 24;
const INDENT = "  ";
const GAP = 3;

/** A line in bold, where that can be shown. */
export function bold(text: string, { hasColor }: Pick<TextStyle, "hasColor">): string {
  return hasColor ? `\u001B[1m${text}\u001B[22m` : text;
}

/** The lines of a text, each at most so wide, but for words that are wider. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A paragraph with every line indented. */
export function paragraph(
  text: string,
  { width }: Pick<TextStyle, "width">,
  indent: string = INDENT,
): string[] {
  return wrapped(text, usable(width) - indent.length).map((line) => indent + line);
}

/** Pairs in two columns; where the right one had too little room, one below the other. */
export function columns(
  pairs: readonly (readonly [left: string, right: string])[],
  { width }: Pick<TextStyle, "width">,
): string[] {
  const all = usable(width);
  const left = Math.max(0, ...pairs.map(([text]) => text.length));
  const room = all - INDENT.length - left - GAP;
  return pairs.flatMap(([term, text]) => {
    if (room < 30) return [`${INDENT}${term}`, ...paragraph(text, { width }, INDENT.repeat(3))];
    const [first = "", ...rest] = wrapped(text, room);
    const start = `${INDENT}${term.padEnd(left + GAP)}`;
    return [`${start}${first}`.trimEnd(), ...rest.map((line) => " ".repeat(start.length) + line)];
  });
}

function usable(width: number): number {
  return Math.max(NARROWEST, Math.min(WIDEST, width));
}
