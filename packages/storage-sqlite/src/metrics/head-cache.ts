import type { Parts } from "@stepwell/storage/adapter";

/** What tells whether sealed blocks of a stream changed. */
export interface SealMarks {
  /** The stream's number, which is never used again; that of a series is. */
  readonly id: number;
  readonly seals: number;
  readonly reseals: number;
  /** A block that is not to be seen yet. */
  readonly sealing: number | undefined;
}

/** A reader's memory of the heads of sealed blocks. Blocks are sealed in order, mostly: then only new heads are read. */
export interface HeadCache {
  /** All heads of a series, by block, as of the current transaction. */
  heads(series: number, marks: SealMarks): Parts;
}

interface Entry {
  readonly stream: number;
  readonly blocks: Map<number, Uint8Array>;
  seals: number;
  readonly reseals: number;
  last: number;
}

/** A head of some 700 bytes, and what it is decoded to. */
const BYTES_OF_A_HEAD = 2048;
const MOST_BYTES = 96 * 2 ** 20;

/** `read` gives the heads of a series from a block on, in order. */
export function createHeadCache(read: (series: number, from: number) => Parts): HeadCache {
  const entries = new Map<number, Entry>();
  let held = 0;

  const openEntry = (series: number, { id, seals, reseals }: SealMarks): Entry => {
    const known = entries.get(series);
    if (known?.stream === id && known.reseals === reseals && known.seals <= seals) return known;
    held -= (known?.blocks.size ?? 0) * BYTES_OF_A_HEAD;
    const entry = { stream: id, blocks: new Map<number, Uint8Array>(), seals: -1, reseals, last: -1 };
    entries.set(series, entry);
    return entry;
  };

  return {
    heads(series, marks) {
      if (held > MOST_BYTES) {
        entries.clear();
        held = 0;
      }
      const entry = openEntry(series, marks);
      if (entry.seals === marks.seals) return entry.blocks;
      for (const [block, head] of read(series, entry.last + 1)) {
        if (block === marks.sealing) continue;
        entry.blocks.set(block, head);
        entry.last = block;
        held += BYTES_OF_A_HEAD;
      }
      entry.seals = marks.seals;
      return entry.blocks;
    },
  };
}
