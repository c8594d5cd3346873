import { SAMPLE_RATE } from "./find-speech.ts";

/** The samples, from -1 to 1, of a WAV file with one channel of 16 bits at 16 kHz. Throws a sentence for anything else. */
export function readWav(bytes: Buffer): Float32Array {
  if (bytes.toString("latin1", 0, 4) !== "RIFF") throw new Error("Send a WAV file.");
  const format = chunk(bytes, "fmt ");
  const isMono16 = format.length >= 16 && format.readUInt16LE(2) === 1 && format.readUInt16LE(14) === 16;
  if (!isMono16 || format.readUInt32LE(4) !== SAMPLE_RATE) {
    throw new Error("Send one channel of 16 bits at 16 kHz.");
  }
  const data = chunk(bytes, "data");
  return Float32Array.from({ length: data.length >> 1 }, (_, index) => data.readInt16LE(2 * index) / 32_768);
}

function chunk(bytes: Buffer, name: string): Buffer {
  for (let place = 12; place + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(place + 4);
    if (bytes.toString("latin1", place, place + 4) === name)
      return bytes.subarray(place + 8, place + 8 + size);
    // Chunks begin at even places.
    place += 8 + size + (size % 2);
  }
  return Buffer.alloc(0);
}
