import fc from "fast-check";
import { expect, test } from "vitest";
import { batchFromRows, rowsFromBatch } from "./batch.ts";
import { batchSections, decodeBatch, decodeBatchColumn, encodeBatch } from "./batch-codec.ts";
import { decodeCells, decodeFine, decodeHead, encodeBlock } from "./block-head.ts";
import { CodecError } from "./codec-error.ts";
import type { Column } from "./column.ts";

const rows = Array.from({ length: 900 }, (_, step) => ({
  _step: step,
  loss: step % 90 === 7 ? Number.NaN : Math.sin(step),
  ...(step % 5 === 0 ? { mixed: step % 2 === 0 ? `text ${step}` : 2n ** 60n } : {}),
}));
const batch = batchFromRows(rows);
const blob = encodeBatch(batch);
const loss = encodeBlock(batch.columns.get("loss") as Column);
const mixed = encodeBlock(batch.columns.get("mixed") as Column);

const readers: [string, Uint8Array, (bytes: Uint8Array) => unknown][] = [
  ["a batch", blob, (bytes) => rowsFromBatch(decodeBatch(bytes))],
  ["one column of a batch", blob, (bytes) => decodeBatchColumn(bytes, "loss")],
  [
    "the sections of a batch",
    blob,
    (bytes) => Array.from(batchSections(bytes), ({ key, read }) => [key, read()]),
  ],
  ["a head", loss.head, (bytes) => decodeHead(bytes)],
  ["a head with cells", mixed.head, (bytes) => decodeHead(bytes).cells?.()],
  ["cells", loss.cells as Uint8Array, (bytes) => decodeCells(bytes)],
  ["fine summaries", loss.fine as Uint8Array, (bytes) => decodeFine(bytes)],
];

test.each(readers)("%s with a flipped bit is refused or unharmed, never wrong", (_name, bytes, read) => {
  const whole = read(bytes);
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const damaged = bytes.slice();
      damaged[bit >> 3]! ^= 1 << (bit & 7);
      expectWholeOrRefused(() => read(damaged), whole);
    }),
    { numRuns: 300 },
  );
});

test.each(readers)("%s that was cut short is refused", (_name, bytes, read) => {
  const whole = read(bytes);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), (length) => {
      expectWholeOrRefused(() => read(bytes.slice(0, length)), whole);
    }),
    { numRuns: 300 },
  );
});

test.each(readers)("bytes that are no part of ours are refused as %s", (_name, _bytes, read) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect(() => read(bytes)).toThrow(CodecError);
    }),
  );
});

test("the same blob at an odd place of a larger buffer reads alike", () => {
  const shifted = new Uint8Array(blob.length + 3);
  shifted.set(blob, 3);
  expect(rowsFromBatch(decodeBatch(shifted.subarray(3)))).toEqual(rows);
});

function expectWholeOrRefused(read: () => unknown, whole: unknown): void {
  let found: unknown;
  try {
    found = read();
  } catch (error) {
    expect(error).toBeInstanceOf(CodecError);
    return;
  }
  // A damaged key hides its column; a damaged other column does not concern this one.
  if (found !== undefined) expect(found).toEqual(whole);
}
