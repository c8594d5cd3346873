import { ByteWriter } from "../bytes/byte-writer.ts";
import { createRecordEncoder } from "../record/encode-record.ts";
import type { LogRecord } from "../record.ts";
import { ProtocolError } from "../protocol-error.ts";
import {
  BLOCK_BYTES,
  CHUNK_HEADER_BYTES,
  FILE_HEADER,
  FIRST,
  FULL,
  LAST,
  MAX_RECORD_BYTES,
  MIDDLE,
} from "./chunk-format.ts";
import { crc32 } from "../bytes/crc32.ts";

/** Where an encoder goes on in a file that has content; by default at the start of an empty one. */
export interface RunFileEncoderOptions {
  /** Bytes in the file. Default: just after the header. */
  readonly position?: number;
  /** Number of the next record. Default 1. */
  readonly nextNumber?: number;
}

/** Turns records into the bytes that a run file grows by. */
export interface RunFileEncoder {
  /** The bytes that a run file begins with. */
  header(): Uint8Array;
  /**
   * The bytes to append for `record`, framed and numbered: a view that is valid until the next call.
   * Throws `ProtocolError` for an opaque record, for one of more than 64 MiB, and for a value without a JSON form;
   * then nothing has changed.
   */
  encode(record: LogRecord): Uint8Array;
}

// Room for a chunk header, and for the padding that may have to come before it.
const HEAD_BYTES = CHUNK_HEADER_BYTES + CHUNK_HEADER_BYTES - 1;

/** Views of longer records are not remembered. */
const MAX_VIEWS = 2048;

/** Encodes records for one run file, from its start. The caller appends everything it is given, in order. */
export function createRunFileEncoder(options: RunFileEncoderOptions = {}): RunFileEncoder {
  const writer = new ByteWriter();
  const encodeRecord = createRecordEncoder(writer);
  let position = options.position ?? FILE_HEADER.length;
  let nextNumber = options.nextNumber ?? 1;
  let split: Uint8Array = new Uint8Array(0);
  const views = createViews();

  return {
    header: () => Uint8Array.from(FILE_HEADER),
    encode(record) {
      writer.reset(HEAD_BYTES);
      encodeRecord(record, nextNumber);
      const payload = writer.at - HEAD_BYTES;
      if (payload > MAX_RECORD_BYTES) throw tooLarge(record, payload);
      nextNumber += 1;
      const left = BLOCK_BYTES - (position % BLOCK_BYTES);
      const padding = left < CHUNK_HEADER_BYTES ? left : 0;
      const room = padding > 0 ? BLOCK_BYTES : left;
      const framed = payload + CHUNK_HEADER_BYTES <= room ? frameWhole(padding) : frameSplit(padding, room);
      position += framed.length;
      return framed;
    },
  };

  // The payload already lies where it has to be: only header and padding are filled in, before it.
  function frameWhole(padding: number): Uint8Array {
    const start = HEAD_BYTES - CHUNK_HEADER_BYTES - padding;
    if (padding > 0) writer.bytes.fill(0, start, start + padding);
    writeChunkHeader(writer.bytes, HEAD_BYTES - CHUNK_HEADER_BYTES, FULL, writer.at - HEAD_BYTES);
    return views(writer.bytes, start, writer.at);
  }

  function frameSplit(padding: number, firstRoom: number): Uint8Array {
    const payload = writer.bytes.subarray(HEAD_BYTES, writer.at);
    const chunks = Math.ceil((payload.length - firstRoom) / (BLOCK_BYTES - CHUNK_HEADER_BYTES)) + 2;
    const needed = padding + payload.length + chunks * CHUNK_HEADER_BYTES;
    if (split.length < needed) split = new Uint8Array(needed);
    split.fill(0, 0, padding);
    let at = padding;
    let taken = 0;
    for (let room = firstRoom; taken === 0 || taken < payload.length; room = BLOCK_BYTES) {
      const isFirst = at === padding;
      const size = Math.min(payload.length - taken, room - CHUNK_HEADER_BYTES);
      split.set(payload.subarray(taken, taken + size), at + CHUNK_HEADER_BYTES);
      taken += size;
      writeChunkHeader(split, at, isFirst ? FIRST : taken < payload.length ? MIDDLE : LAST, size);
      at += CHUNK_HEADER_BYTES + size;
    }
    return split.subarray(0, at);
  }
}

/** Makes views of a buffer and remembers them by their length: rows are of few lengths, and a new view costs 0.09 µs. */
function createViews() {
  let views: (Uint8Array | undefined)[] = [];
  let of: Uint8Array | undefined;
  return (bytes: Uint8Array, from: number, to: number): Uint8Array => {
    if (of !== bytes) views = Array.from({ length: MAX_VIEWS });
    of = bytes;
    const length = to - from;
    const known = length < MAX_VIEWS ? views[length] : undefined;
    if (known !== undefined && known.byteOffset === from) return known;
    const view = bytes.subarray(from, to);
    if (length < MAX_VIEWS) views[length] = view;
    return view;
  };
}

function tooLarge(record: LogRecord, bytes: number): ProtocolError {
  return new ProtocolError(
    `[protocol] Failed to encode a record: a "${record.type}" record of "${bytes}" bytes is larger than "${MAX_RECORD_BYTES}". Put large values into files.`,
  );
}

function writeChunkHeader(bytes: Uint8Array, at: number, type: number, length: number): void {
  bytes[at + 4] = length & 0xff;
  bytes[at + 5] = length >>> 8;
  bytes[at + 6] = type;
  // The type lies just before the payload, so one pass covers both.
  const crc = crc32(bytes, at + 6, at + CHUNK_HEADER_BYTES + length);
  bytes[at] = crc & 0xff;
  bytes[at + 1] = (crc >>> 8) & 0xff;
  bytes[at + 2] = (crc >>> 16) & 0xff;
  bytes[at + 3] = crc >>> 24;
}
