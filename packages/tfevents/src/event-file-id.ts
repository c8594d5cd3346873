import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/**
 * What tells an event file from all others, as 32 hex digits: its name, which has the time and the process that wrote
 * it, and its first record, which has the time to the microsecond. A copy elsewhere has the same.
 */
export function eventFileId(file: { readonly name: string; readonly first: Uint8Array }): string {
  const hash = sha256
    .create()
    .update(utf8ToBytes(`${file.name}\0`))
    .update(file.first);
  return bytesToHex(hash.digest().subarray(0, 16));
}
