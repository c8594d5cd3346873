import fc from "fast-check";
import { expect, test } from "vitest";
import { CodecError } from "../codec/codec-error.ts";
import { decodeFactColumn, encodeFactColumn } from "./fact-column.ts";
import type { FactScalar, FactValue } from "./run-facts.ts";

const scalar: fc.Arbitrary<FactScalar> = fc.oneof(
  fc.double(),
  fc.string({ unit: "binary", maxLength: 5 }),
  fc.constantFrom<FactScalar>(null, true, false, Number.NaN, -Infinity, "", "\ud800", '"', "[1]"),
);
const plain = scalar.map((value) =>
  typeof value === "number" ? (Number.isFinite(value) ? value : 7) + 0 : value,
);
const fact: fc.Arbitrary<FactValue> = fc.oneof(scalar, fc.array(plain, { maxLength: 3 }));
const column = fc
  .uniqueArray(fc.integer({ min: 0, max: 255 }), { minLength: 1, maxLength: 256 })
  .chain((places) =>
    fc.record({
      places: fc.constant(places.toSorted((a, b) => a - b)),
      values: fc.array(fact, { minLength: places.length, maxLength: places.length }),
    }),
  );

test("a column comes back as it was", () => {
  fc.assert(
    fc.property(column, ({ places, values }) => {
      const decoded = decodeFactColumn(encodeFactColumn(places, values));
      expect([...decoded.places]).toEqual(places);
      expect(decoded.values()).toEqual(values);
      places.forEach((place, entry) => expect(decoded.at(place)).toEqual(values[entry]));
      expect(decoded.at(256)).toBeUndefined();
    }),
  );
});

const list = fc.oneof(
  fc.constantFrom<FactValue>("", '"', "\\", "[", ",[", '","', "a", "é", "\ud800", '["a"]'),
  fc.array(fc.constantFrom<FactScalar>("a", 1, null, "b"), { maxLength: 2 }),
);

test("texts and lists alone come back by their indexes, whatever is in them", () => {
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 9 }), (values) => {
      const listed = decodeFactColumn(encodeFactColumn([...values.keys()], values)).listed();
      expect(Array.from(listed?.indexes ?? [], (index) => listed?.values[index])).toEqual(values);
    }),
  );
});

test("numbers alone come back as such, and nothing else does", () => {
  const { numbers, listed } = decodeFactColumn(encodeFactColumn([1, 2], [0.5, Number.NaN]));
  expect([...(numbers ?? [])]).toEqual([0.5, Number.NaN]);
  expect(listed()).toBeUndefined();
  const mixed = decodeFactColumn(encodeFactColumn([1, 2, 3], [0.5, "a", null]));
  expect([mixed.numbers, mixed.listed()]).toEqual([undefined, undefined]);
});

test("a full block of different texts comes back", () => {
  const places = Array.from({ length: 256 }, (_, place) => place);
  const texts = places.map((place) => `text ${place}`);
  expect(decodeFactColumn(encodeFactColumn(places, texts)).values()).toEqual(texts);
});

test("a column that was cut short or changed anywhere is refused", () => {
  const bytes = encodeFactColumn([1, 7, 200], [1.5, "text", ["a", 2]]);
  for (let at = 0; at < bytes.length; at++) {
    expect(() => decodeFactColumn(bytes.subarray(0, at))).toThrow(CodecError);
    const changed = bytes.slice();
    changed[at] = (changed[at] as number) ^ 1;
    expect(() => decodeFactColumn(changed)).toThrow(CodecError);
  }
});
