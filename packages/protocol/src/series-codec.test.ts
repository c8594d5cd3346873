import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ProtocolError } from "./protocol-error.ts";
import { decodeSeriesFrames, encodeSeriesFrames } from "./series-codec.ts";
import type { SeriesFrame } from "./series-frame.ts";

function frame(entries: number, seed = 1): SeriesFrame {
  const wide = (offset: number): Float64Array =>
    Float64Array.from({ length: entries }, (_, index) =>
      index === 3 ? Number.NaN : seed * 1000 + offset + index / 7,
    );
  const narrow = (offset: number): Uint32Array =>
    Uint32Array.from({ length: entries }, (_, index) => seed * 1000 + offset + index);
  return {
    kind: seed % 2 === 0 ? "points" : "buckets",
    query: seed,
    stored: 2 ** 40 + seed,
    storedInRange: seed,
    nextLine: 12 * seed,
    x: wide(1),
    xLast: wide(2),
    first: wide(3),
    last: wide(4),
    min: wide(5),
    max: wide(6),
    mean: wide(7),
    count: narrow(1),
    nan: narrow(2),
    positiveInfinity: narrow(3),
    negativeInfinity: narrow(4),
  };
}

describe("series frames", () => {
  test("read back the same, none, empty ones and many", () => {
    for (const frames of [[], [frame(0)], [frame(5), frame(0, 2), frame(31, 3)]]) {
      expect(decodeSeriesFrames(encodeSeriesFrames(frames))).toEqual(frames);
    }
  });

  test("read back the same from bytes at an odd place", () => {
    const bytes = encodeSeriesFrames([frame(9)]);
    const shifted = new Uint8Array(bytes.length + 3).subarray(3);
    shifted.set(bytes);
    expect(decodeSeriesFrames(shifted)).toEqual([frame(9)]);
  });

  test("are views of the bytes, not copies", () => {
    const bytes = encodeSeriesFrames([frame(9)]);
    expect(decodeSeriesFrames(bytes)[0]?.mean.buffer).toBe(bytes.buffer);
  });

  test("are refused with columns of unequal length", () => {
    expect(() => encodeSeriesFrames([{ ...frame(3), nan: new Uint32Array(2) }])).toThrow(
      /column "nan" has "2" entries/,
    );
  });

  test("are refused when cut short, when longer, and from another version", () => {
    const bytes = encodeSeriesFrames([frame(4), frame(2, 2)]);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decodeSeriesFrames(bytes.slice(0, length))).toThrow(ProtocolError);
    }
    expect(() => decodeSeriesFrames(new Uint8Array(bytes.length + 8))).toThrow(/do not begin/);
    const longer = new Uint8Array(bytes.length + 8);
    longer.set(bytes);
    expect(() => decodeSeriesFrames(longer)).toThrow(/"8" bytes are left over/);
    bytes[4] = 9;
    expect(() => decodeSeriesFrames(bytes)).toThrow(/version "9"/);
  });

  test("made of any bytes are frames or a ProtocolError, whatever lengths they claim", () => {
    const valid = encodeSeriesFrames([frame(4), frame(2, 2)]);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { maxLength: 6 }), (changes) => {
        const bytes = valid.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          expect(Array.isArray(decodeSeriesFrames(bytes))).toBe(true);
        } catch (error) {
          expect(ProtocolError.isInstance(error)).toBe(true);
        }
      }),
    );
  });
});
