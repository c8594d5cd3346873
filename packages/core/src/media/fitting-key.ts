/** File systems take names of 255 bytes; step, hash and extension come after the key. */
const MAX_PART_BYTES = 180;
/** Paths may have 4096 bytes on Linux and 1024 on macOS, with the folders that the run lies in. */
const MAX_KEY_BYTES = 500;

/**
 * A key as the part of a file's path that file systems take: each of its parts, and all of it, cut where it is too
 * long. Files of two keys that become equal differ by the hash in their names.
 */
export function fittingKey(key: string): string {
  // No character of UTF-16 takes more than three bytes.
  if (key.length * 3 <= MAX_PART_BYTES) return key;
  return cut(
    key
      .split("/")
      .map((part) => cut(part, MAX_PART_BYTES))
      .join("/"),
    MAX_KEY_BYTES,
  );
}

function cut(text: string, maxBytes: number): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= maxBytes) return text;
  let end = maxBytes;
  // A byte of this form goes on with a character.
  while (((bytes[end] as number) & 0xc0) === 0x80) end -= 1;
  return new TextDecoder().decode(bytes.subarray(0, end));
}
