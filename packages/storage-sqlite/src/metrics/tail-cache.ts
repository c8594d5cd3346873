import { decodeBatchColumn } from "@stepwell/storage/adapter";
import type { Column, TailView } from "@stepwell/storage/adapter";
import type { Database } from "../database/driver.ts";
import { idRange, TAILS_PER_STREAM } from "./packed-ids.ts";

/** A reader's memory of tails. An id is never used twice, so what is known of one stays true. */
export interface TailCache {
  /** The stream's tails in line order, from the current transaction. */
  tails(stream: number): TailView[];
}

const MOST_BYTES = 64 * 2 ** 20;

export function createTailCache(database: Database): TailCache {
  const select = database.prepare("SELECT id, line, rows FROM tail WHERE id >= ? AND id < ? ORDER BY line");
  const selectData = database.prepare("SELECT data FROM tail WHERE id = ?");
  const streams = new Map<number, Map<number, TailView>>();
  let bytesHeld = 0;

  const load = (id: number, line: number, rows: number): TailView => {
    const bytes = selectData.get(id)?.["data"] as Uint8Array;
    bytesHeld += bytes.length;
    return viewOf(bytes, line, rows);
  };

  return {
    tails(stream) {
      if (bytesHeld > MOST_BYTES) {
        streams.clear();
        bytesHeld = 0;
      }
      const known = streams.get(stream);
      const present = new Map<number, TailView>();
      for (const row of select.all(...idRange(stream, TAILS_PER_STREAM))) {
        const id = row["id"] as number;
        present.set(id, known?.get(id) ?? load(id, row["line"] as number, row["rows"] as number));
      }
      streams.set(stream, present);
      return [...present.values()];
    },
  };
}

function viewOf(bytes: Uint8Array, line: number, rows: number): TailView {
  const columns = new Map<string, Column | undefined>();
  return {
    line,
    rows,
    bytes,
    column(key) {
      if (!columns.has(key)) columns.set(key, decodeBatchColumn(bytes, key));
      return columns.get(key);
    },
  };
}
