import { decodeRecord } from "../record/decode-record.ts";
import type { LogRecord } from "../record.ts";
import {
  BLOCK_BYTES,
  CHUNK_HEADER_BYTES,
  FILE_HEADER,
  FIRST,
  FULL,
  LAST,
  MAX_RECORD_BYTES,
} from "./chunk-format.ts";
import { crc32 } from "../bytes/crc32.ts";
import { createByteQueue } from "./byte-queue.ts";

/** Where reading begins, and how large a record may be. */
export interface RunFileReaderOptions {
  /** A larger record is damage. Bytes; default 64 MiB. */
  readonly maxRecordBytes?: number;
  /** Where the first pushed byte lies: the end of a record that was read before. Default 0, the file's header. */
  readonly position?: number;
}

/** What a run file holds next: a record and its place, or a stretch that could not be read and why. Places are file offsets. */
export type RunFileEvent =
  | {
      readonly kind: "record";
      readonly record: LogRecord;
      /** Its place among the records of the file, from 1; 0 for one that does not say it. */
      readonly number: number;
      readonly offset: number;
      readonly end: number;
    }
  | { readonly kind: "damage"; readonly from: number; readonly to: number; readonly reason: string };

/** Reads a run file as it grows. Nothing here throws, whatever the bytes are. */
export interface RunFileReader {
  /** Takes the file's next bytes; they are copied. */
  push(bytes: Uint8Array): void;
  /** The next record or damage; undefined until more bytes are pushed. */
  next(): RunFileEvent | undefined;
  /** The end of the last whole record, or of the header. */
  readonly position: number;
  /** Set when the file's header is not one we read: then nothing more comes. */
  readonly ended: boolean;
}

/**
 * Reads records back from slices of any size. After a damaged chunk the rest of its block is passed over, and
 * reading goes on at the next record that begins; memory stays within one record and what was pushed.
 */
export function createRunFileReader(options: RunFileReaderOptions = {}): RunFileReader {
  const maxRecordBytes = options.maxRecordBytes ?? MAX_RECORD_BYTES;
  const queue = createByteQueue(options.position ?? 0);
  const events: RunFileEvent[] = [];
  let position = queue.offset;
  let ended = false;
  let headerRead = position > 0;
  /** Bytes up to here are passed over. */
  let skipTo = 0;
  /** After damage: the remains of a record whose beginning was lost are part of that damage. */
  let seeking = false;
  let parts: { offset: number; chunks: Uint8Array[]; length: number } | undefined;

  return {
    push(bytes) {
      if (!ended) queue.push(bytes);
    },
    next() {
      while (events.length === 0 && !ended) {
        if (!(headerRead ? readChunk() : readHeader())) return undefined;
      }
      return events.shift();
    },
    get position() {
      return position;
    },
    get ended() {
      return ended;
    },
  };

  function readHeader(): boolean {
    const header = queue.peek(FILE_HEADER.length);
    if (header === undefined) return false;
    if (FILE_HEADER.every((byte, index) => header[index] === byte)) {
      headerRead = true;
      position = FILE_HEADER.length;
      queue.drop(FILE_HEADER.length);
    } else {
      ended = true;
      queue.clear();
      damage(0, FILE_HEADER.length, describeHeader(header));
    }
    return true;
  }

  /** False when more bytes are needed. */
  function readChunk(): boolean {
    if (queue.offset < skipTo) {
      queue.drop(Math.min(skipTo - queue.offset, queue.length));
      if (queue.offset < skipTo) return false;
    }
    const at = queue.offset;
    const left = BLOCK_BYTES - (at % BLOCK_BYTES);
    if (left < CHUNK_HEADER_BYTES) {
      skipTo = at + left;
      return true;
    }
    const header = queue.peek(CHUNK_HEADER_BYTES);
    if (header === undefined) return false;
    const length = (header[4] as number) | ((header[5] as number) << 8);
    const type = header[6] as number;
    if (type < FULL || type > LAST || length > left - CHUNK_HEADER_BYTES) {
      const zeroed = header.every((byte) => byte === 0);
      return passBlock(
        zeroed
          ? "a block was never written (zeros)"
          : `a chunk header makes no sense (type "${type}", length "${length}")`,
      );
    }
    const chunk = queue.peek(CHUNK_HEADER_BYTES + length);
    if (chunk === undefined) return false;
    const expected =
      ((header[0] as number) |
        ((header[1] as number) << 8) |
        ((header[2] as number) << 16) |
        ((header[3] as number) << 24)) >>>
      0;
    if (crc32(chunk, 6, chunk.length) !== expected) return passBlock("a checksum is wrong");
    // Records outlive the queue's memory.
    const payload = chunk.slice(CHUNK_HEADER_BYTES);
    queue.drop(chunk.length);
    takeChunk(type, payload, at);
    return true;
  }

  function takeChunk(type: number, payload: Uint8Array, at: number): void {
    if (type === FULL || type === FIRST) {
      if (parts !== undefined) damage(parts.offset, at, "a record has no end");
      parts = undefined;
      seeking = false;
      if (type === FULL) deliver(payload, at);
      else parts = { offset: at, chunks: [payload], length: payload.length };
      return;
    }
    if (parts === undefined) {
      if (!seeking) damage(at, queue.offset, "a record has no beginning");
      seeking = true;
      return;
    }
    parts.chunks.push(payload);
    parts.length += payload.length;
    if (parts.length > maxRecordBytes) {
      damage(parts.offset, queue.offset, `a record is larger than "${maxRecordBytes}" bytes`);
      parts = undefined;
      seeking = true;
    } else if (type === LAST) {
      const whole = join(parts.chunks, parts.length);
      const { offset } = parts;
      parts = undefined;
      deliver(whole, offset);
    }
  }

  function deliver(payload: Uint8Array, offset: number): void {
    const end = queue.offset;
    if (payload.length > maxRecordBytes) {
      damage(offset, end, `a record is larger than "${maxRecordBytes}" bytes`);
      return;
    }
    const { record, number, problems } = decodeRecord(payload);
    for (const problem of problems) damage(offset, end, problem);
    if (record !== undefined) {
      position = end;
      events.push({ kind: "record", record, number, offset, end });
    }
  }

  function passBlock(reason: string): true {
    const at = queue.offset;
    skipTo = at - (at % BLOCK_BYTES) + BLOCK_BYTES;
    damage(parts?.offset ?? at, skipTo, reason);
    parts = undefined;
    seeking = true;
    return true;
  }

  function damage(from: number, to: number, reason: string): void {
    events.push({ kind: "damage", from, to, reason });
  }
}

function describeHeader(header: Uint8Array): string {
  const isRunFile = FILE_HEADER.slice(0, 6).every((byte, index) => header[index] === byte);
  return isRunFile
    ? `the file has format version "${header[6]}", and only "0" is known: a newer program wrote it`
    : `the file does not begin as a run file does, but with "${[...header].map((byte) => byte.toString(16).padStart(2, "0")).join(" ")}"`;
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
