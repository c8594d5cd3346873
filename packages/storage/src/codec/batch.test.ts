import fc from "fast-check";
import { expect, test } from "vitest";
import { arbitraryRow } from "../testing/arbitrary-rows.ts";
import { batchFromRows, rowsFromBatch, sliceBatch } from "./batch.ts";
import { decodeBatch, decodeBatchColumn, encodeBatch } from "./batch-codec.ts";

test("a row alone has the bytes that it has when it is cut out of several", () => {
  fc.assert(
    fc.property(arbitraryRow, (row) => {
      const alone = encodeBatch(batchFromRows([row])).slice();
      const cutOut = encodeBatch(sliceBatch(batchFromRows([row, row]), 0, 1));
      expect(alone).toEqual(cutOut);
      expect(rowsFromBatch(decodeBatch(alone))).toEqual([row]);
    }),
  );
});

test("columns are found by keys of any characters", () => {
  const keys = ["plain", "é", "a\0b", '"quoted"', "\ud800", "", "😀", "ascii then é", "x".repeat(300)];
  const bytes = encodeBatch(batchFromRows([Object.fromEntries(keys.map((key, at) => [key, at]))]));
  const found = keys.map((key) => decodeBatchColumn(bytes, key)?.numbers[0]);
  expect(found).toEqual(keys.map((_, at) => at));
  expect(Array.from(decodeBatch(bytes).columns.keys())).toEqual(keys);
});
