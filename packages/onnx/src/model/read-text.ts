const LONGEST = 4096;
const decoder = new TextDecoder();

/** Text of a file; what is longer than 4,096 bytes is cut. */
export function readText(bytes: Uint8Array): string {
  return decoder.decode(bytes.subarray(0, LONGEST));
}
