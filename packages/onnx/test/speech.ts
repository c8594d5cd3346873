import { readFileSync } from "node:fs";

/** Numbers in a second. */
export const SAMPLE_RATE = 16_000;

/** Four seconds of John F. Kennedy's inaugural address of 1961, from -1 to 1. A recording of the US government: public domain. */
export function readSpeech(): Float32Array {
  const bytes = readFileSync(new URL("inaugural-address.wav", import.meta.url));
  const HEADER = 44;
  return Float32Array.from(
    { length: (bytes.length - HEADER) / 2 },
    (_, index) => bytes.readInt16LE(HEADER + 2 * index) / 32_768,
  );
}
