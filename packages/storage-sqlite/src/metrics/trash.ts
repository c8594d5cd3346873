import type { Database } from "../database/driver.ts";
import type { BlockStore } from "./block-store.ts";

/** What is left of removed runs: seen by nobody, and removed piece by piece between commits. Used inside a transaction. */
export interface Trash {
  /** Streams to be swept. */
  readonly length: number;
  add(stream: number): void;
  /** Removes one piece. */
  sweep(): void;
  /** Looks for what was forgotten. */
  look(): void;
  /** Drops what is known of it after a rollback; `look` finds it again. */
  forget(): void;
}

/** Rows of tables in a piece: some 4 MB of full blocks, a few milliseconds. */
const PIECE = 256;

export function createTrash(database: Database, blocks: BlockStore): Trash {
  const select = database.prepare("SELECT id FROM stream WHERE run < 0 AND name <> ''");
  const streams = new Set<number>();
  let isKnown = false;
  // The row of the newest stream stays: a stream's number, and with it those of its tails, is never used again.
  const remove = database.prepare(
    "DELETE FROM stream WHERE run < 0 AND name = '' AND id < (SELECT max(id) FROM stream)",
  );
  const markSwept = database.prepare("UPDATE stream SET name = '' WHERE id = ?");

  const look = (): void => {
    if (isKnown) return;
    isKnown = true;
    for (const row of select.all()) streams.add(row["id"] as number);
  };
  look();

  return {
    get length() {
      return streams.size;
    },
    add: (stream) => void streams.add(stream),
    sweep() {
      const [stream] = streams;
      if (stream === undefined || blocks.removeSome(stream, PIECE)) return;
      markSwept.run(stream);
      remove.run();
      streams.delete(stream);
    },
    look,
    forget() {
      streams.clear();
      isKnown = false;
    },
  };
}
