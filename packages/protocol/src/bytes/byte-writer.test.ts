import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { printNumber } from "../json-number.ts";
import { ByteWriter } from "./byte-writer.ts";

function printed(value: number): string {
  const writer = new ByteWriter();
  writer.json(value);
  return new TextDecoder().decode(writer.bytes.subarray(0, writer.at));
}

describe("numbers that are printed from integers", () => {
  test("fractions of up to six decimals read as the general printer prints them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 0, max: 6 }),
        (digits, decimals) => {
          const value = digits / 10 ** decimals;
          expect(printed(value)).toBe(printNumber(value));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test("times in whole milliseconds read as the general printer prints them", () => {
    fc.assert(
      fc.property(fc.integer({ min: 9e11, max: 1e13 }), (milliseconds) => {
        expect(printed(milliseconds / 1000)).toBe(printNumber(milliseconds / 1000));
      }),
      { numRuns: 5000 },
    );
  });

  test("any double reads as the general printer prints it", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(printed(value)).toBe(printNumber(value));
      }),
      { numRuns: 5000 },
    );
  });

  test.each([
    1e-4,
    0.1,
    0.5,
    123456.789,
    999999.999999,
    1e9 + 0.001,
    9999999999.999,
    1795315387.114,
    -0.25,
    1.0000001,
  ])("%d reads as the general printer prints it", (value) => expect(printed(value)).toBe(printNumber(value)));

  test("a number at the end of a full buffer makes room first", () => {
    const writer = new ByteWriter();
    writer.reset(writer.bytes.length - 1);
    writer.json(1795315387.114);
    expect(new TextDecoder().decode(writer.bytes.subarray(writer.at - 17, writer.at))).toBe(
      "1.795315387114e+09".slice(1),
    );
  });
});
