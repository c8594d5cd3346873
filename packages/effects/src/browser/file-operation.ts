import { crc32 } from "./crc32.ts";

/** One change to a file tree. The journal of a volume holds them, and a page sends them to the worker that keeps its files. */
export type FileOperation =
  | { readonly kind: "folder"; readonly path: string }
  /** The path now names a new file `id`, which begins with `bytes`. */
  | { readonly kind: "file"; readonly path: string; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: "append"; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: "remove"; readonly path: string };

/** An operation with its place in time, as it lies in a journal. */
export interface JournalEntry {
  readonly sequence: number;
  readonly operation: FileOperation;
  /** Where the operation's bytes begin in the journal. */
  readonly bytesAt: number;
  /** Where the next entry begins. */
  readonly end: number;
}

const KINDS: readonly FileOperation["kind"][] = ["folder", "file", "append", "remove"];
const HEAD_BYTES = 8;
const FIXED_BYTES = 11;

/** An entry: its length and CRC, then sequence, kind, file id, path and bytes. */
export function encodeEntry(
  operation: FileOperation,
  sequence: number,
): { entry: Uint8Array; bytesAt: number } {
  const path = "path" in operation ? new TextEncoder().encode(operation.path) : new Uint8Array();
  const bytes = "bytes" in operation ? operation.bytes : new Uint8Array();
  const body = FIXED_BYTES + path.length + bytes.length;
  const entry = new Uint8Array(HEAD_BYTES + body);
  const view = new DataView(entry.buffer);
  view.setUint32(HEAD_BYTES, sequence);
  view.setUint8(HEAD_BYTES + 4, KINDS.indexOf(operation.kind));
  view.setUint32(HEAD_BYTES + 5, "id" in operation ? operation.id : 0);
  view.setUint16(HEAD_BYTES + 9, path.length);
  entry.set(path, HEAD_BYTES + FIXED_BYTES);
  const bytesAt = HEAD_BYTES + FIXED_BYTES + path.length;
  entry.set(bytes, bytesAt);
  view.setUint32(0, body);
  view.setUint32(4, crc32(entry.subarray(HEAD_BYTES)));
  return { entry, bytesAt };
}

/** The entries of a journal up to the first that is torn or damaged. Their bytes share `journal`'s memory. */
export function decodeEntries(journal: Uint8Array): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  const view = new DataView(journal.buffer, journal.byteOffset, journal.length);
  for (let at = 0; at + HEAD_BYTES + FIXED_BYTES <= journal.length;) {
    const start = at + HEAD_BYTES;
    const end = start + view.getUint32(at);
    const bytesAt = start + FIXED_BYTES + view.getUint16(start + 9);
    const kind = KINDS[view.getUint8(start + 4)];
    if (kind === undefined || bytesAt > end || end > journal.length) break;
    if (crc32(journal.subarray(start, end)) !== view.getUint32(at + 4)) break;
    const operation = {
      kind,
      id: view.getUint32(start + 5),
      path: new TextDecoder().decode(journal.subarray(start + FIXED_BYTES, bytesAt)),
      bytes: journal.subarray(bytesAt, end),
    };
    entries.push({ sequence: view.getUint32(start), operation, bytesAt, end });
    at = end;
  }
  return entries;
}
