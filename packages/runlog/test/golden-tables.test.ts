import { describe, expect, test } from "vitest";
import { createRunLogTarget, foldRecords, withoutTimes } from "./run-log-target.ts";
import type { RunLogTarget } from "./run-log-target.ts";

/** The golden tables of the log semantics: as the records tell them, and as they are told by the file's bytes. */
describe.each([
  ["live", false],
  ["replayed from the file", true],
])("%s", (_, throughFile) => {
  function rows(run: RunLogTarget): unknown[] {
    return foldRecords(run.records, throughFile).rows.map((row) => {
      const { _timestamp } = row;
      return withoutTimes(row, typeof _timestamp === "number" && _timestamp < 1000);
    });
  }

  test("several cases of steps in one run", () => {
    const run = createRunLogTarget({}, "every");
    run.log({ n: 1 }, {});
    run.log({ n: 11 }, { commit: false });
    run.log({ n: 2 }, { step: 100 });
    run.log({ n: 3 }, { step: 100 });
    run.log({ n: 8 }, { step: 101 });
    run.log({ n: 5 }, { step: 102 });
    run.log({ c: 2 }, { step: 2 });
    run.log({ c: 2 }, { step: 4 });
    run.finish();
    expect(rows(run)).toEqual([
      { _step: 0, n: 1 },
      { _step: 1, n: 11 },
      { _step: 100, n: 3 },
      { _step: 101, n: 8 },
      { _step: 102, n: 5 },
    ]);
    expect(run.warnings).toBe(2);
  });

  test("the step sequence", () => {
    const run = createRunLogTarget({}, "every");
    run.log({ a: 1 }, {});
    run.log({ b: 2 }, { commit: false });
    run.log({ c: 3 }, {});
    run.log({ d: 4 }, { step: 10 });
    run.log({ d: 5 }, { step: 10 });
    run.log({ e: 6 }, { step: 5 });
    run.log({ f: 6 }, { step: 12, commit: true });
    const values = {
      nan: NaN,
      inf: Infinity,
      none: null,
      s: "str",
      l: [1, 2],
      el: [],
      big: 2n ** 60n,
      t: true,
    };
    run.log({ g: { x: 1, y: { z: 2 } }, e: {}, ...values }, {});
    run.log({}, {});
    run.log({ _step: 99, _timestamp: 5, _custom: 3, "a.b": 7, "a/b": 8 }, {});
    run.finish();
    expect(rows(run)).toEqual([
      { _step: 0, a: 1 },
      { _step: 1, b: 2, c: 3 },
      { _step: 10, d: 5 },
      { _step: 12, f: 6 },
      { _step: 13, g: { x: 1, y: { z: 2 } }, ...values },
      { _step: 14 },
      { _step: 15, _timestamp: 5, _custom: 3, "a.b": 7, "a/b": 8 },
    ]);
    const { none: _none, ...shown } = values;
    expect(foldRecords(run.records, throughFile).state.summary).toMatchObject({
      g: { x: 1, y: { z: 2 } },
      ...shown,
    });
  });

  test("metric definitions", () => {
    const run = createRunLogTarget({}, "every");
    run.defineMetric("epoch", { hidden: true });
    run.defineMetric("train/*", { stepMetric: "epoch" });
    run.defineMetric("acc", { summary: "max,min,mean,last,first" });
    run.defineMetric("loss", { summary: "none" });
    run.defineMetric("x.y", { summary: "max" });
    for (const i of [0, 1, 2]) {
      run.log({ epoch: i, acc: [0.5, 0.9, 0.7][i], loss: 1 / (i + 1), x: { y: [3, 1, 2][i] } }, {});
      run.log({ "train/l": i }, {});
    }
    run.finish();
    const { state } = foldRecords(run.records, throughFile);
    expect(rows(run).filter((_row, index) => index % 2 === 1)).toEqual([
      { _step: 1, "train/l": 0, epoch: 0 },
      { _step: 3, "train/l": 1, epoch: 1 },
      { _step: 5, "train/l": 2, epoch: 2 },
    ]);
    expect(withoutTimes(state.summary, false)).toEqual({
      _step: 5,
      acc: { last: 0.7, first: 0.5, max: 0.9, min: 0.5, mean: 0.6999999999999998 },
      x: { y: { max: 3 } },
      "train/l": 2,
      epoch: 2,
    });
    const order = run.records.map((record) => (record.type === "metric" ? record.name : record.type));
    expect(order.indexOf("train/l")).toBe(order.indexOf("history", order.indexOf("history") + 1) - 2);
  });

  test("the console", () => {
    const run = createRunLogTarget({}, "every");
    for (const percent of [0, 1, 2]) run.writeConsole("stderr", `\rprogress ${percent}%`);
    run.writeConsole("stdout", "\nline1\r\nline2\n");
    run.writeConsole("stdout", "tab\tbed\n");
    run.writeConsole("stdout", "\u001b[2Kclear \u001b[1A\n");
    run.writeConsole("stdout", "up");
    run.finish();
    const lines = foldRecords(run.records, throughFile).console;
    expect(lines.map(({ stream, text }) => [stream, text])).toEqual([
      ["stderr", "progress 2%"],
      ["stdout", ""],
      ["stdout", "line1"],
      ["stdout", "line2"],
      ["stdout", "tab\tbed"],
      ["stdout", "\u001b[2Kclear \u001b[1A"],
      ["stdout", "up"],
    ]);
  });
});
