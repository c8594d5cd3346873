import fc from "fast-check";
import { expect, test } from "vitest";
import { expressionLine } from "./expression-line.ts";
import { groupLine } from "./group-line.ts";
import { lineData, type LineData } from "./line-data.ts";
import { chartLine } from "./line-fixture.ts";
import { isProblem, parseExpression, type Expression } from "./parse-expression.ts";
import { pointsFrame } from "./series-frame-fixture.ts";

function read(text: string): Expression {
  const parsed = parseExpression(text);
  if (isProblem(parsed)) throw new Error(parsed.message);
  return parsed;
}

/** What the server would send of many points: entries of `size` points. */
function buckets(xs: readonly number[], ys: readonly number[], size: number): LineData {
  const starts = Array.from({ length: Math.ceil(xs.length / size) }, (_, at) => at * size);
  const part = (start: number): readonly number[] => ys.slice(start, start + size);
  const points = pointsFrame(xs, ys);
  const column = (of: (start: number) => number): Float64Array => Float64Array.from(starts, of);
  return lineData({
    ...points,
    kind: "buckets",
    x: column((start) => xs[start] as number),
    xLast: column((start) => xs[Math.min(xs.length, start + size) - 1] as number),
    first: column((start) => part(start)[0] as number),
    last: column((start) => part(start).at(-1) as number),
    min: column((start) => Math.min(...part(start))),
    max: column((start) => Math.max(...part(start))),
    mean: column((start) => part(start).reduce((sum, y) => sum + y, 0) / part(start).length),
    count: Uint32Array.from(starts, (start) => part(start).length),
    nan: new Uint32Array(starts.length),
    positiveInfinity: new Uint32Array(starts.length),
    negativeInfinity: new Uint32Array(starts.length),
  });
}

test.each([
  ["${a} - ${b}", [5, 3], 2],
  ["${a} + ${b} * 2", [1, 3], 7],
  ["(${a} + ${b}) * 2", [1, 3], 8],
  ["-${a} ** 2", [3], -9],
  ["2 ** 3 ** ${a}", [2], 512],
  ["${a} / ${a} - -1", [4], 2],
  ["max(${a}, ${b}, 7) + min(${a}, 1e1)", [2, 3], 9],
  ["log(exp(${a})) + sqrt(abs(${b}))", [2, -9], 5],
  ["ABS( ${ train/loss } )", [-1], 1],
])("%s of %o is %d", (text, values, expected) => {
  expect(read(text).evaluate(values)).toBeCloseTo(expected, 12);
});

test("a metric that is used twice is asked for once", () => {
  expect(read("${b} * ${a} + ${b}").keys).toEqual(["b", "a"]);
});

test.each([
  ["${a} +", "Expected a metric, a number or a parenthesis, found the end.", [5, 6]],
  ["${a} ${b}", 'Expected an operator, found "b".', [5, 9]],
  ["(${a} + 1", 'Expected an operator or ")", found the end.', [8, 9]],
  ["sin(${a})", 'Expected one of log, exp, abs, sqrt, min, max, or a metric in braces, found "sin".', [0, 3]],
  ["log ${a}", 'Expected "(" behind log, found "a".', [4, 8]],
  ["${a} % 2", '"%" is not known. A metric stands in braces: ${train/loss}.', [5, 6]],
  ["${a", "The brace is not closed. Write } behind the metric.", [0, 3]],
  ["1 + ${}", "The braces are empty. Write a metric in them: ${train/loss}.", [4, 7]],
  ["1 + 2", "No metric is used. Write one in braces: ${train/loss}.", [0, 5]],
  ["", "Expected a metric, a number or a parenthesis, found the end.", [0, 0]],
])("%s is refused with the place and what was expected", (text, message, [from, to]) => {
  expect(parseExpression(text)).toEqual({ message, from, to });
});

test("any text is an expression or a problem inside the text, also a deep one and a long one", () => {
  const words = fc.constantFrom("${a}", "(", ")", "+", "-", "**", "log", ",", "1", "constructor", " ", "$");
  const texts = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 30 }).map((list) => list.join("")),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseExpression(text);
      if (isProblem(parsed)) expect(parsed.from <= parsed.to && parsed.to <= text.length).toBe(true);
      else expect(parsed.evaluate([1])).toBeTypeOf("number");
    }),
  );
  for (const text of ["(".repeat(900), "-".repeat(900), "x".repeat(5_000)])
    expect(isProblem(parseExpression(text))).toBe(true);
});

test("a formula over two series has values where both have them", () => {
  const train = chartLine([10, 11, 12, 13, 14, 15]).data;
  const val = chartLine([1, 2, 3], { xs: [1, 3, 5] }).data;
  const line = expressionLine(read("${train} - ${val}"), [train, val]);
  expect([...(line?.x ?? [])]).toEqual([1, 3, 5]);
  expect([...(line?.mean ?? [])]).toEqual([10, 11, 12]);
  expect(expressionLine(read("${train} - ${val}"), [train, undefined])).toBeUndefined();
});

test("a formula without a number is a gap, never an infinity", () => {
  const line = expressionLine(read("1 / ${a}"), [chartLine([1, 0, 2]).data]);
  expect([...(line?.mean ?? [])]).toEqual([1, Number.NaN, 0.5]);
  expect([...(line?.nan ?? [])]).toEqual([0, 1, 0]);
});

test("a group's mean and deviation over buckets are those over all points, within 1 % of the range", () => {
  const xs = Array.from({ length: 4_096 }, (_, at) => at);
  const runs = [0, 1, 2, 3, 4].map((run) =>
    xs.map((x) => Math.exp(-x / 1_000) + 0.15 * run + 0.05 * Math.sin(x / 40 + run)),
  );
  const line = groupLine(
    runs.map((ys) => buckets(xs, ys, 16)),
    "std",
  ) as LineData;
  expect(line.x).toHaveLength(256);
  const range = 1.7;
  for (const at of [0, 3, 90, 170, 255]) {
    const place = Math.round(((line.x[at] as number) + (line.xLast[at] as number)) / 2);
    const values = runs.map((ys) => ys[place] as number);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const std = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
    expect(Math.abs((line.mean[at] as number) - mean) / range).toBeLessThan(0.01);
    expect(Math.abs((line.max[at] as number) - mean - std) / range).toBeLessThan(0.01);
  }
});

test("runs logged at different steps meet on a grid that does not move when one goes on", () => {
  const odd = Array.from({ length: 100 }, (_, at) => at * 3 + 1);
  const even = Array.from({ length: 100 }, (_, at) => at * 3);
  const before = groupLine(
    [chartLine(odd, { xs: odd }).data, chartLine(even, { xs: even }).data],
    "std",
  ) as LineData;
  const more = [...even, 300, 303];
  const after = groupLine(
    [chartLine(odd, { xs: odd }).data, chartLine(more, { xs: more }).data],
    "std",
  ) as LineData;
  expect([...after.x.slice(0, 60)]).toEqual([...before.x.slice(0, 60)]);
  for (let at = 1; at < before.x.length - 1; at++) {
    const middle = ((before.x[at] as number) + (before.xLast[at] as number)) / 2;
    expect(Math.abs((before.mean[at] as number) - middle)).toBeLessThan(3);
  }
});

test("a run that ended counts no longer, and one run has no deviation", () => {
  const line = groupLine([chartLine([1, 1, 1, 1]).data, chartLine([3, 3]).data], "std") as LineData;
  expect(line.mean[0]).toBe(2);
  expect(line.mean[3]).toBe(1);
  expect(line.max[3]).toBe(1);
  expect(groupLine([], "std")).toBeUndefined();
});

test("the band of a group is the deviation, all values or the standard error", () => {
  const series = [1, 2, 6].map((value) => chartLine([value, value]).data);
  const ends = (band: "std" | "minmax" | "sem"): number[] => {
    const line = groupLine(series, band) as LineData;
    return [line.min[0] as number, line.max[0] as number];
  };
  expect(ends("minmax")).toEqual([1, 6]);
  expect(ends("std")[1]).toBeCloseTo(3 + Math.sqrt(7), 12);
  expect(ends("sem")[1]).toBeCloseTo(3 + Math.sqrt(7 / 3), 12);
});
