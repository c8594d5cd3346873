import { basicColour, indexedColour, trueColour, type AnsiColour } from "./ansi-colour.ts";

/** A piece of a console line with one look. */
export interface AnsiPiece {
  readonly text: string;
  /** Class names: `a1`…`a6` and `ad` for colours, `k1`…`k6` and `kd` behind the text, `ab` bold, `au` underlined, `as` struck. */
  readonly look: string;
}

const escapes = new RegExp(
  // Colours and cursor moves, window titles, single-letter escapes; written out since a lint rule forbids control characters.
  [
    String.raw`\x1b\[([0-9;:?]*)([@-~])`,
    String.raw`\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?`,
    String.raw`\x1b[@-Z\\^_]`,
  ].join("|"),
  "g",
);

/**
 * Splits a line at ANSI colour codes. Other escape sequences are dropped, and of a line that was written over only what
 * was written last is there; what is left is plain text.
 */
export function ansiPieces(line: string): AnsiPiece[] {
  const last = line.includes("\r") ? lastWritten(line) : line;
  if (!last.includes("\u001b")) return last === "" ? [] : [{ text: last, look: "" }];
  const pieces: AnsiPiece[] = [];
  let state = plain;
  let at = 0;
  for (const match of last.matchAll(escapes)) {
    push(pieces, last.slice(at, match.index), state);
    at = match.index + match[0].length;
    if (match[2] === "m") state = applied(state, (match[1] ?? "").split(/[;:]/).map(Number));
  }
  push(pieces, last.slice(at), state);
  return pieces;
}

/** A line without its escapes, as it is copied and searched. */
export function plainText(line: string): string {
  return ansiPieces(line)
    .map(({ text }) => text)
    .join("");
}

interface State {
  readonly colour: AnsiColour;
  readonly behind: AnsiColour;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underlined: boolean;
  readonly struck: boolean;
  readonly inverse: boolean;
}

const plain: State = {
  colour: "",
  behind: "",
  bold: false,
  dim: false,
  underlined: false,
  struck: false,
  inverse: false,
};

/** What a terminal shows of a progress bar: the text after the last return that has any. */
function lastWritten(line: string): string {
  return line.split("\r").findLast((part) => part !== "") ?? "";
}

function push(pieces: AnsiPiece[], text: string, state: State): void {
  if (text === "") return;
  const { colour, behind, bold, dim, underlined, struck, inverse } = state;
  const look = [
    colour === "" ? (dim ? "ad" : "") : `a${colour}`,
    inverse ? "ki" : behind === "" ? "" : `k${behind}`,
    bold ? "ab" : "",
    underlined ? "au" : "",
    struck ? "as" : "",
  ];
  pieces.push({ text, look: look.filter((name) => name !== "").join(" ") });
}

const switches: Readonly<Record<number, Partial<State>>> = {
  0: plain,
  1: { bold: true },
  2: { dim: true },
  4: { underlined: true },
  7: { inverse: true },
  9: { struck: true },
  22: { bold: false, dim: false },
  24: { underlined: false },
  27: { inverse: false },
  29: { struck: false },
  39: { colour: "" },
  49: { behind: "" },
};

function applied(state: State, codes: readonly number[]): State {
  let next = state;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] as number;
    const base = Math.floor(code / 10);
    if (code === 38 || code === 48) {
      const { colour, used } = extended(codes, at + 1);
      next = { ...next, [code === 38 ? "colour" : "behind"]: colour };
      at += used;
    } else if (code % 10 < 8 && (base === 3 || base === 9)) {
      next = { ...next, colour: basicColour((code % 10) + (base === 9 ? 8 : 0)) };
    } else if (code % 10 < 8 && (base === 4 || base === 10)) {
      next = { ...next, behind: basicColour((code % 10) + (base === 10 ? 8 : 0)) };
    } else next = { ...next, ...switches[code] };
  }
  return next;
}

/** A colour of the 256 (`5;n`) or of all (`2;r;g;b`), and how many codes say so. */
function extended(codes: readonly number[], at: number): { colour: AnsiColour; used: number } {
  const of = (place: number): number => codes[at + place] ?? Number.NaN;
  if (codes[at] === 5) return { colour: indexedColour(of(1)), used: 2 };
  return { colour: codes[at] === 2 ? trueColour(of(1), of(2), of(3)) : "", used: 4 };
}
