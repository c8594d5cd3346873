import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { crc32 } from "./crc32.ts";

test("the check value of CRC-32 comes out", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test("it agrees with zlib at every length and alignment", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(20), fc.nat(20), (bytes, from, cut) => {
      const to = Math.max(from, bytes.length - cut);
      fc.pre(from <= bytes.length);
      expect(crc32(bytes, from, Math.min(to, bytes.length))).toBe(zlibCrc32(bytes.subarray(from, to)));
    }),
  );
});
