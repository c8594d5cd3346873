import { expect, test } from "vitest";
import { readWav } from "./read-wav.ts";

interface Format {
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  /** Bytes that the header of the data promises; by default those that are there. */
  readonly promised?: number;
}

function wav(
  samples: readonly number[],
  { channels = 1, rate = 16_000, bits = 16, promised }: Format = {},
): Buffer {
  const head = Buffer.alloc(44);
  head.write("RIFF", 0, "latin1");
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt16LE(bits, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(promised ?? samples.length * 2, 40);
  const data = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) data.writeInt16LE(sample, 2 * index);
  return Buffer.concat([head, data]);
}

test("samples are numbers from -1 to 1", () => {
  expect([...readWav(wav([0, 16_384, -32_768]))]).toEqual([0, 0.5, -1]);
});

test("chunks before the sound are passed over", () => {
  const file = wav([16_384]);
  const note = Buffer.from("LIST\u0003\0\0\0abc\0", "latin1");
  expect([...readWav(Buffer.concat([file.subarray(0, 36), note, file.subarray(36)]))]).toEqual([0.5]);
});

test("a file that is cut off is read as far as it goes", () => {
  expect([...readWav(wav([16_384], { promised: 4_000_000_000 }))]).toEqual([0.5]);
  expect(readWav(wav([]).subarray(0, 40)).length).toBe(0);
});

test.each([
  ["nothing", Buffer.alloc(0), "Send a WAV file."],
  ["text", Buffer.from("no sound at all"), "Send a WAV file."],
  ["a header alone", Buffer.from("RIFF"), "Send one channel of 16 bits at 16 kHz."],
  ["stereo", wav([1], { channels: 2 }), "Send one channel of 16 bits at 16 kHz."],
  ["another rate", wav([1], { rate: 44_100 }), "Send one channel of 16 bits at 16 kHz."],
  ["bytes for samples", wav([1], { bits: 8 }), "Send one channel of 16 bits at 16 kHz."],
])("%s is refused", (_what, bytes, message) => {
  expect(() => readWav(bytes)).toThrow(message);
});
