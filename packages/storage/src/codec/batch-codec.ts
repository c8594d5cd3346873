import { crc32 } from "@stepwell/protocol";
import type { Batch } from "./batch.ts";
import { createByteSink } from "./byte-sink.ts";
import { ByteSource } from "./byte-source.ts";
import { CodecError } from "./codec-error.ts";
import type { Column } from "./column.ts";
import { encodeKey, readColumn, sectionEnd, sectionHasKey, sectionKey, writeColumn } from "./column-codec.ts";

// u8 version · 3 × 0 · u32 rows · u32 columns · u32 CRC of these twelve bytes · sections
const VERSION = 1;
const HEADER = 16;

/** Encodes rows as stored before they are sealed: fast to write, all columns in one blob. */
export function encodeBatch(batch: Batch): Uint8Array<ArrayBuffer> {
  let capacity = HEADER;
  for (const [key, column] of batch.columns) capacity += 40 + column.size * 9 + key.length;
  const sink = createByteSink(capacity);
  sink.u32(VERSION);
  sink.u32(batch.rows);
  sink.u32(batch.columns.size);
  sink.u32(crc32(sink.view()));
  for (const [key, column] of batch.columns) writeColumn(sink, key, column, "raw");
  return sink.view();
}

/** Decodes all columns. */
export function decodeBatch(bytes: Uint8Array): Batch {
  const { rows, columns: count } = readHeader(bytes);
  const columns = new Map<string, Column>();
  for (let index = 0, at = HEADER; index < count; index++) {
    const { key, column } = readColumn(bytes, at);
    columns.set(key, column);
    at = sectionEnd(bytes, at);
  }
  return { rows, columns };
}

/** The columns in order, each decoded when it is asked for. */
export function* batchSections(bytes: Uint8Array): Generator<{ readonly key: string; read(): Column }> {
  const { columns: count } = readHeader(bytes);
  for (let index = 0, at = HEADER; index < count; index++) {
    const start = at;
    yield { key: sectionKey(bytes, start), read: () => readColumn(bytes, start).column };
    at = sectionEnd(bytes, at);
  }
}

/** Decodes one column without touching the others; `key` is its joined path. */
export function decodeBatchColumn(bytes: Uint8Array, key: string): Column | undefined {
  const wanted = encodeKey(key);
  const { columns: count } = readHeader(bytes);
  for (let index = 0, at = HEADER; index < count; index++) {
    const end = sectionEnd(bytes, at);
    if (sectionHasKey(bytes, at, wanted)) return readColumn(bytes, at).column;
    at = end;
  }
  return undefined;
}

function readHeader(bytes: Uint8Array): { rows: number; columns: number } {
  const source = new ByteSource(bytes);
  const version = source.u32();
  const rows = source.u32();
  const columns = source.u32();
  if (source.u32() !== crc32(bytes, 0, 12)) throw new CodecError("a batch's checksum does not fit");
  if (version !== VERSION)
    throw new CodecError(`a batch has the version "${version}", which is newer than this program`);
  return { rows, columns };
}
