/** A piece of a console line with one look. */
export interface AnsiPiece {
  readonly text: string;
  /** Class names: `a1`…`a6` for colours, `ab` bold, `ad` dim. */
  readonly look: string;
}

const colours: Readonly<Record<number, string>> = { 1: "a1", 2: "a2", 3: "a3", 4: "a4", 5: "a5", 6: "a6" };

const escapes = new RegExp(
  // Colours and cursor moves, window titles, single-letter escapes; written out since a lint rule forbids control characters.
  [
    String.raw`\x1b\[([0-9;:?]*)([@-~])`,
    String.raw`\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?`,
    String.raw`\x1b[@-Z\\^_]`,
  ].join("|"),
  "g",
);

/** Splits a line at ANSI colour codes. Other escape sequences are dropped; what is left is plain text. */
export function ansiPieces(line: string): AnsiPiece[] {
  if (!line.includes("\u001b")) return line === "" ? [] : [{ text: line, look: "" }];
  const pieces: AnsiPiece[] = [];
  let state = { colour: "", bold: false, dim: false };
  let at = 0;
  for (const match of line.matchAll(escapes)) {
    push(pieces, line.slice(at, match.index), state);
    at = match.index + match[0].length;
    if (match[2] === "m") state = applied(state, (match[1] ?? "").split(/[;:]/).map(Number));
  }
  push(pieces, line.slice(at), state);
  return pieces;
}

type State = { readonly colour: string; readonly bold: boolean; readonly dim: boolean };

function push(pieces: AnsiPiece[], text: string, { colour, bold, dim }: State): void {
  if (text !== "")
    pieces.push({
      text,
      look: [colour, bold ? "ab" : "", dim ? "ad" : ""].filter((name) => name !== "").join(" "),
    });
}

function applied(state: State, codes: readonly number[]): State {
  let next = state;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] as number;
    if (code === 0) next = { colour: "", bold: false, dim: false };
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 2 || code === 90) next = { ...next, dim: true };
    else if (code === 22) next = { ...next, bold: false, dim: false };
    else if (code === 39) next = { ...next, colour: "" };
    else if (code >= 30 && code <= 37) next = { ...next, colour: colours[code - 30] ?? "" };
    else if (code >= 91 && code <= 97) next = { ...next, colour: colours[code - 90] ?? "" };
    // 256 and true colours are not readable on both themes: their parameters are skipped.
    else if (code === 38 || code === 48) at += codes[at + 1] === 5 ? 2 : 4;
  }
  return next;
}
