import type { ConformanceExpectation } from "@stepwell/conformance";
import type { EncodedLeaf } from "./run-conformance-case.ts";

/** Members of an expectation; `encoded` stands in the area `values` only. */
export interface CoreExpectation extends Partial<ConformanceExpectation> {
  readonly encoded?: readonly (readonly EncodedLeaf[])[];
}

/** A recorded case that we answer otherwise on purpose. */
export interface Difference {
  readonly reason: string;
  /** What we answer instead, member by member. */
  readonly expect?: CoreExpectation;
}

const DATE = "A Date is a moment with a zone and has milliseconds: its ISO text says so.";
const FUNCTION = "A JavaScript function has a name and no module.";

const dates = {
  d: "2020-01-02T00:00:00.000Z",
  dt: "2020-01-02T03:04:05.000Z",
  us: "2020-01-02T03:04:05.123Z",
};
const named = { b: "ab", f: "parse" };
const plain = { d: "2020-01-02T03:04:05.000Z", f: "parse", s: [1], t: [1, [2]] };
const arrays = { b: "BigInt64Array(40) [0, 1, 2, …, 37, 38, 39]", s: [0, 1, 2] };

/** By case id. */
export const DIFFERENT: Readonly<Record<string, Difference>> = {
  "steps-23": {
    reason: "Steps are numbers here; one beyond 2^53 could not be counted on from, so it is refused.",
    expect: { rows: [], summary: {}, errors: [{ call: 0, kind: "UsageError" }] },
  },
  "errors-11": {
    reason: "JavaScript has one kind of number: 2.0 is 2.",
    expect: {
      rows: [{ _step: 2, a: 1 }],
      summary: { _step: 2, a: 1 },
      errors: [],
      reads: [{ call: 1, value: 2 }],
    },
  },
  "values-02": {
    reason: "JavaScript has one kind of number: a whole one up to 2^53 is an integer and prints its digits.",
    expect: {
      encoded: leaves({ a: "1000000", b: "999999", c: "123456789", d: "1e+21", e: "1000000000000000" }),
    },
  },
  "values-04": {
    reason: "The number 2^53 cannot be told from 2^53 + 1, so it is no integer; the bigint would be exact.",
    expect: {
      encoded: leaves({
        a: "9007199254740993",
        b: "9223372036854775807",
        c: "-9223372036854775808",
        d: "9.007199254740992e+15",
        e: "9007199254740991",
      }),
    },
  },
  "values-19": {
    reason: DATE,
    expect: {
      rows: [{ _step: 0, ...dates }],
      summary: { _step: 0, ...dates },
      encoded: leaves({ d: `"${dates.d}"`, dt: `"${dates.dt}"`, us: `"${dates.us}"` }),
    },
  },
  "values-21": {
    reason: FUNCTION,
    expect: {
      rows: [{ _step: 0, ...named }],
      summary: { _step: 0, ...named },
      encoded: leaves({ b: '"ab"', f: '"parse"' }),
    },
  },
  "summary-16": {
    reason: "The statistics name the array's own class.",
    expect: {
      summary: {
        a: {
          _type: "Float64Array",
          "10%": 3.9000000000000004,
          "25%": 9.75,
          "75%": 29.25,
          "90%": 35.1,
          max: 39,
          mean: 19.5,
          min: 0,
          size: 40,
          var: 133.25,
        },
      },
    },
  },
  "define-metric-05": {
    reason: "The mode copy does nothing at W&B either; we print no warning for it.",
    expect: { warnings: 0 },
  },
  "config-10": {
    reason: "The text of a large array is ours: class, length, both ends.",
    expect: { config: arrays, reads: [{ call: 1, value: arrays }] },
  },
  "tables-07": {
    reason: DATE,
    expect: {
      tables: [
        {
          key: "t",
          row: 0,
          columns: ["d"],
          data: [["2020-01-02T03:04:05.678Z"], ["2020-01-01T21:34:05.000Z"]],
          artifact: {
            type: "run_table",
            name: "run-tables-07-t",
            json: {
              _type: "table",
              column_types: {
                wb_type: "typedDict",
                params: {
                  type_map: {
                    d: {
                      wb_type: "union",
                      params: { allowed_types: [{ wb_type: "none" }, { wb_type: "timestamp" }] },
                    },
                  },
                },
              },
              columns: ["d"],
              data: [[1577934245678], [1577914445000]],
              log_mode: "IMMUTABLE",
              ncols: 1,
              nrows: 2,
            },
          },
        },
      ],
    },
  },
  "config-11": {
    reason: `${DATE} ${FUNCTION}`,
    expect: { config: plain, reads: [{ call: 1, value: plain }] },
  },
};

function leaves(texts: Readonly<Record<string, string>>): EncodedLeaf[][] {
  return [Object.entries(texts).map(([key, json]) => ({ path: [key], json }))];
}
