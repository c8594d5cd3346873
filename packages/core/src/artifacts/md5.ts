import type { FileSystem } from "@stepwell/effects";
import { bytesToHex } from "@noble/hashes/utils.js";
import { createMd5 } from "#libraries";

const FIRST_SLICE_BYTES = 64 * 1024;
const SLICE_BYTES = 1024 * 1024;

/** A hash under way. */
export interface Md5 {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

/** What a manifest says of a file's content. */
export interface ContentFacts {
  /** MD5, base64. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
}

/** Reads the file slice by slice. Rejects with `FileSystemError` when it can't be read, with `signal`'s reason when that fires. */
export async function hashFile(
  fileSystem: FileSystem,
  path: string,
  signal?: AbortSignal,
): Promise<ContentFacts> {
  const hash = createMd5();
  let size = 0;
  // Most files are small, and room for a large slice costs more than reading them.
  for (let length = FIRST_SLICE_BYTES; ; length = SLICE_BYTES) {
    signal?.throwIfAborted();
    const slice = await fileSystem.read(path, size, length);
    hash.update(slice);
    size += slice.length;
    // Fewer bytes than asked for are the end of the file.
    if (slice.length < length) return { digest: toBase64(hash.digest()), size };
  }
}

/** The same for bytes in memory. */
export function hashBytes(bytes: Uint8Array): ContentFacts {
  return { digest: md5Base64(bytes), size: bytes.length };
}

export function md5Base64(bytes: Uint8Array): string {
  return toBase64(md5(bytes));
}

export function md5Hex(bytes: Uint8Array): string {
  return bytesToHex(md5(bytes));
}

/** Undefined for text that is no base64. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function md5(bytes: Uint8Array): Uint8Array {
  const hash = createMd5();
  hash.update(bytes);
  return hash.digest();
}

export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
