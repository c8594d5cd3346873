import { describe, expect, it } from "vitest";
import { columnFormat, formatInColumn } from "./format-column.ts";

describe("a column of numbers", () => {
  it.each([
    { values: [16, 32, 64], isMetric: false, written: ["16", "32", "64"] },
    { values: [0.83351, 0.7, 0.12], isMetric: true, written: ["0.8335", "0.7000", "0.1200"] },
    { values: [484.21, 12.4], isMetric: true, written: ["484.21", "12.40"] },
    { values: [0.1, 0, 0.05], isMetric: false, written: ["0.10", "0.00", "0.05"] },
    { values: [0.001, 3e-5, 0.1], isMetric: false, written: ["1.0e\u22123", "3.0e\u22125", "1.0e\u22121"] },
    { values: [1234567, 2.5], isMetric: true, written: ["1.235e6", "2.500e0"] },
    {
      values: [6.42e-4, 1e-5, 0.1],
      isMetric: false,
      written: ["6.42e\u22124", "1.00e\u22125", "1.00e\u22121"],
    },
    { values: [1_234_567.5, 1_204_567.25], isMetric: true, written: ["1.235e6", "1.205e6"] },
    { values: [12000, 4], isMetric: false, written: ["12,000", "4"] },
    {
      values: [-0.5, Number.NaN, Number.POSITIVE_INFINITY],
      isMetric: true,
      written: ["\u22120.5000", "NaN", "+\u221e"],
    },
    { values: [0, 2.5e-4], isMetric: true, written: ["0", "2.5e\u22124"] },
    { values: [0.5, 1e-7], isMetric: true, written: ["0.5000", "1e\u22127"] },
  ])("writes $values with one number of digits", ({ values, isMetric, written }) => {
    const format = columnFormat(values, isMetric);
    expect(values.map((value) => formatInColumn(value, format))).toEqual(written);
  });

  it("without numbers writes what comes later", () => {
    expect(formatInColumn(3, columnFormat([], true))).toBe("3");
  });

  it("never writes a zero with a sign", () => {
    expect(formatInColumn(-0, { kind: "fixed", digits: 2 })).toBe("0.00");
  });
});

it("a column of half a million runs has a format", () => {
  const values = Array.from({ length: 500_000 }, (_, at) => at / 1_000);
  expect(columnFormat(values, false)).toEqual({ kind: "exponent", digits: 3 });
});
