import { batchFromRows, encodeBatch } from "@stepwell/storage/adapter";
import type { RowChunk, Stream } from "@stepwell/storage";

/** A chunk on its way to the writer: the rows are columns in one buffer, which can be handed over without a copy. */
export interface EncodedChunk {
  readonly run: number;
  readonly stream: Stream;
  readonly source: string;
  readonly offset: number;
  readonly epoch: number | undefined;
  readonly rows: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Encodes a chunk's rows. */
export function encodeChunk({ run, stream, source, offset, epoch, rows }: RowChunk): EncodedChunk {
  return { run, stream, source, offset, epoch, rows: rows.length, bytes: encodeBatch(batchFromRows(rows)) };
}
