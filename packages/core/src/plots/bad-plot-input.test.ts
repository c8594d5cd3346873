import { describe, expect, test } from "vitest";
import { UsageError } from "../core-error.ts";
import { Table } from "../media/table.ts";
import { plot } from "./plot.ts";

/** What is given, and the parts of the sentence that name the argument or option, its value, and the remedy. */
type Row = readonly [make: () => unknown, ...parts: readonly string[]];

const any = (value: unknown): never => value as never;
const holes = (length: number): never => Object.assign([], { length }) as never;
const table = new Table({ columns: ["x", "y"], data: [[1, 2]] });
const probas = [
  [0.5, 0.5],
  [0.1, 0.9],
];
/** Throws when it is read, listed or searched. */
function trap(): never {
  const fail = (): never => {
    throw new RangeError("touched");
  };
  return new Proxy({}, { get: fail, has: fail, ownKeys: fail }) as never;
}

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  line: [
    [() => plot.line(any(null), "x", "y"), 'the table is "null"', "Give a new Table("],
    [() => plot.line(table, any(undefined), "y"), 'no column "undefined"', '"x", "y"'],
    [() => plot.line(table, "x", any(3)), 'no column "3"', '"x", "y"'],
    [() => plot.line(table, "x", "y", any(null)), 'options are "null"', "Give an object"],
    [() => plot.line(table, "x", "y", any({ title: 5 })), 'option "title" is "5"', "Give text"],
    [() => plot.line(table, "x", "y", any({ stroke: 5 })), 'option "stroke" is "5"', "Give text"],
    [() => plot.line(table, "x", "y", any({ splitTable: 1 })), 'option "splitTable" is "1"', "true or false"],
    [() => plot.line(table, "x", "y", any({ titel: "a" })), 'option "titel" is not known', '"title"'],
  ],
  scatter: [
    [() => plot.scatter(any([]), "x", "y"), 'the table is "a list of 0"', "Give a new Table("],
    [() => plot.scatter(table, "x", "z"), 'no column "z"', '"x", "y"'],
    [() => plot.scatter(table, "x", "y", any({ stroke: "x" })), 'option "stroke" is not known', "title"],
  ],
  bar: [
    [() => plot.bar(table, "z", "y"), 'no column "z"', '"x", "y"'],
    [() => plot.bar(table, "x", "y", any(7)), 'options are "7"', "Give an object"],
  ],
  histogram: [
    [() => plot.histogram(table, "z"), 'no column "z"', '"x", "y"'],
    [() => plot.histogram(table, "x", any({ bins: 4 })), 'option "bins" is not known', "title"],
  ],
  lineSeries: [
    [() => plot.lineSeries([1], any(5)), '"ys" is not a list of lists', "Give a list for each line"],
    [() => plot.lineSeries(any(5), [[1]]), '"xs" is "5"', "Give a list"],
    [() => plot.lineSeries([1], any([[1], 5])), '"ys" is "5"', "Give a list"],
    [() => plot.lineSeries([[1]], [[1], [2]]), '"1" xs for "2" lines', "Give one for each line"],
    [() => plot.lineSeries([1], [[1]], { keys: any("a") }), 'option "keys" is "a"', "Give a list of texts"],
    [() => plot.lineSeries([1], [[1]], { keys: any([1]) }), 'option "keys"', "Give a list of texts"],
    [() => plot.lineSeries([1], [[1]], { keys: ["a", "b"] }), '"2" keys for "1" lines', "Give one"],
    [() => plot.lineSeries([1], [[1]], { xname: any(1) }), 'option "xname" is "1"', "Give text"],
  ],
  prCurve: [
    [() => plot.prCurve(any(null), probas), '"yTrue" is "null"', "Give a list"],
    [() => plot.prCurve([0, 1], any("p")), '"yProbas" is "p"', "Give a list of lists"],
    [() => plot.prCurve(any([0, true]), probas), '"yTrue" holds "true"', "number or name"],
    [() => plot.prCurve(holes(2), probas), '"yTrue" holds "undefined"', "number or name"],
    [() => plot.prCurve([0, NaN], probas), '"yTrue" holds "NaN"', "number or name"],
    [() => plot.prCurve([0], probas), '"1" entries', '"2"', "as many of both"],
    [() => plot.prCurve([0, 1], [[1], [1, 2]]), 'have "1" and "2" numbers', "one for each class"],
    [
      () =>
        plot.prCurve(
          [0, 1],
          [
            [1, Infinity],
            [1, 2],
          ],
        ),
      'holds "Infinity"',
      "Give finite numbers",
    ],
    [() => plot.prCurve([0, 1], [holes(2), [1, 2]]), 'holds "undefined"', "Give finite numbers"],
    [() => plot.prCurve([0, -1], probas), 'class "-1"', "Give a score for each class"],
    [() => plot.prCurve([0, 1], probas, { interpSize: any("9") }), '"interpSize" is "9"', "from 2 to 10,000"],
    [() => plot.prCurve([0, 1], probas, { labels: any("ab") }), 'option "labels" is "ab"', "a list of texts"],
    [
      () => plot.prCurve([0, 1], probas, { classesToPlot: any("01") }),
      '"classesToPlot" is "01"',
      "Give a list",
    ],
  ],
  rocCurve: [
    [() => plot.rocCurve(any({}), probas), '"yTrue" is "an object"', "Give a list"],
    [() => plot.rocCurve([0, 2.5], probas), 'class "2.5"', "Give a score for each class"],
    [
      () => plot.rocCurve([0, 1], probas, any({ interpSize: 4 })),
      'option "interpSize" is not known',
      "labels",
    ],
    [
      () =>
        plot.rocCurve([0], any({ shape: [2 ** 30, 4], dtype: "int32", dataSync: () => new Int32Array(4) })),
      '"yProbas" is "an object"',
      "Give a list of lists",
    ],
  ],
  confusionMatrix: [
    [() => plot.confusionMatrix(any(undefined)), 'options are "undefined"', "Give an object"],
    [() => plot.confusionMatrix(any({ preds: [1] })), '"yTrue" is "undefined"', "Give a list"],
    [() => plot.confusionMatrix({ yTrue: [1] }), 'neither of "preds" and "probs"', "Give one of them"],
    [() => plot.confusionMatrix({ yTrue: [0], preds: [0], probs: [[1]] }), "both", "Give one of them"],
    [() => plot.confusionMatrix({ yTrue: [0], preds: any("a") }), '"preds" is "a"', "Give a list"],
    [
      () => plot.confusionMatrix({ yTrue: [0], preds: [0], classNames: any(3) }),
      'option "classNames" is "3"',
      "Give a list of texts",
    ],
    [
      () => plot.confusionMatrix({ yTrue: [4], preds: [0], classNames: ["a"] }),
      'class "4"',
      "labels from 0 to 0",
    ],
    [
      () =>
        plot.confusionMatrix({
          yTrue: Int32Array.from({ length: 2001 }, (_, at) => at),
          preds: new Int32Array(2001),
        }),
      '"2001" classes',
      "at most 2000",
    ],
  ],
  plotTable: [
    [() => plot.plotTable(any(5), table, { x: "x" }), 'preset is "5"', '"team/my-chart"'],
    [() => plot.plotTable("t/c", any({}), { x: "x" }), 'the table is "an object"', "Give a new Table("],
    [() => plot.plotTable("t/c", table, any(null)), '"fields" is "null"', "Give texts by name"],
    [() => plot.plotTable("t/c", table, any({ a: 5 })), '"a" of "fields" is "5"', "Give texts by name"],
    [() => plot.plotTable("t/c", table, { a: "q" }), 'no column "q"', '"x", "y"'],
    [
      () => plot.plotTable("t/c", table, {}, { strings: any(["a"]) }),
      '"strings" is "a list of 1"',
      "Give texts",
    ],
    [() => plot.plotTable("t/c", table, {}, any({ title: "a" })), 'option "title" is not known', "strings"],
  ],
};

function messageOf(make: () => unknown): string {
  try {
    make();
  } catch (error) {
    if (UsageError.isInstance(error)) return error.message;
    throw error;
  }
  throw new Error("It was taken.");
}

describe.each(Object.entries(ROWS))("what plot.%s is not made of", (_, rows) => {
  const named = rows.map(([make, ...parts]) => ({ make, parts, sentence: parts.join(" … ") }));

  test.each(named)("$sentence", ({ make, parts }) => {
    const message = messageOf(make);
    for (const part of parts) expect(message).toContain(part);
    expect(message).toMatch(/^\[core\] Failed to [^.]+: .+\. .+[.?]$/s);
  });
});

test("labels, scores and options that throw become a sentence", () => {
  const makers: readonly (() => unknown)[] = [
    () => plot.line(table, "x", "y", trap()),
    () => plot.lineSeries([1], [trap()]),
    () => plot.prCurve(trap(), probas),
    () => plot.rocCurve([0, 1], trap()),
    () => plot.confusionMatrix(trap()),
    () => plot.plotTable("t/c", table, trap()),
  ];
  for (const make of makers) expect(messageOf(make)).toMatch(/^\[core\] Failed to make the /);
});
