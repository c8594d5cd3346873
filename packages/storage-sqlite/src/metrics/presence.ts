import { BLOCK_LINES } from "@stepwell/storage/adapter";

/** Which lines of a block have rows: a bit for each; empty bytes mean none. */
export type Presence = Uint8Array;

/** Sets the bits of the lines `from..to`, counted from the block's first. */
export function addPresence(presence: Presence | undefined, from: number, to: number): Presence {
  const bits = new Uint8Array(BLOCK_LINES / 8);
  if (presence !== undefined) bits.set(presence);
  for (let line = from; line < to; line++) bits[line >> 3]! |= 1 << (line & 7);
  return bits;
}

/** Clears the bits of the lines from `line` on. */
export function cutPresence(presence: Presence, line: number): Presence {
  const bits = presence.slice();
  for (let at = line; at < BLOCK_LINES; at++) bits[at >> 3]! &= ~(1 << (at & 7));
  return bits;
}

/** Lists the lines that have rows, counted from the block's first. */
export function presentLines(presence: Presence): number[] {
  const lines: number[] = [];
  for (let line = 0; line < presence.length * 8; line++) {
    if (((presence[line >> 3] as number) >> (line & 7)) & 1) lines.push(line);
  }
  return lines;
}
