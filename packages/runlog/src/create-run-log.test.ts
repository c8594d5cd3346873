import { beforeEach, describe, expect, test } from "vitest";
import { createRunLog } from "./create-run-log.ts";
import type { RunLogOptions } from "./create-run-log.ts";
import { flatten } from "./flatten.ts";
import { InvalidDefinition } from "./metrics/invalid-definition.ts";
import { rowFromItems } from "./row-items.ts";
import type { Row } from "./row.ts";
import type { LogOutcome, MetricDefinition } from "./run-log.ts";
import { StepTooLow } from "./step-too-low.ts";

interface Options {
  readonly step?: number;
  readonly commit?: boolean;
  readonly whole?: boolean;
}

/** A run log on a clock that moves one second a call. Rows come without the automatic times. */
function start(options?: RunLogOptions) {
  const run = createRunLog(options);
  const rows: Row[] = [];
  let seconds = 0;
  const now = () => ({ timestamp: 1000 + seconds, runtime: seconds++ });
  const keep = (outcome: LogOutcome) => {
    rows.push(...outcome.rows.map(({ items }) => withoutTimes(rowFromItems(items))));
    return outcome;
  };
  return {
    run,
    rows,
    log: (data: Row, call: Options = {}) => keep(run.log({ items: flatten(data), ...call }, now())),
    define: (name: string, more: Omit<MetricDefinition, "name"> = {}) => run.define({ name, ...more }),
    finish: () => keep(run.finish(now())),
    /** The live summary without the automatic keys. */
    summary() {
      const { _step: _, ...rest } = withoutTimes(run.summary);
      return rest;
    },
  };
}

function withoutTimes(row: Row): Row {
  const { _runtime: _r, _timestamp, _wandb: _w, ...rest } = row;
  return typeof _timestamp === "number" && _timestamp < 1000 ? { ...rest, _timestamp } : rest;
}

let { run, rows, log, define, finish, summary } = start();
beforeEach(() => {
  ({ run, rows, log, define, finish, summary } = start());
});

describe("the step engine", () => {
  test("follows the golden step sequence", () => {
    const steps = [run.step];
    log({ a: 1 });
    log({ b: 2 }, { commit: false });
    steps.push(run.step);
    log({ c: 3 });
    log({ d: 4 }, { step: 10 });
    steps.push(run.step);
    log({ d: 5 }, { step: 10 });
    log({ e: 6 }, { step: 5 });
    log({ f: 6 }, { step: 12, commit: true });
    steps.push(run.step);
    log({ g: { x: 1, y: { z: 2 } }, e: {}, el: [], none: null });
    log({});
    steps.push(run.step);
    log({ _step: 99, _timestamp: 5, _custom: 3, "a.b": 7, "a/b": 8 });
    expect(rows).toEqual([
      { _step: 0, a: 1 },
      { _step: 1, b: 2, c: 3 },
      { _step: 10, d: 5 },
      { _step: 12, f: 6 },
      { _step: 13, g: { x: 1, y: { z: 2 } }, el: [], none: null },
      { _step: 14 },
      { _step: 15, _timestamp: 5, _custom: 3, "a.b": 7, "a/b": 8 },
    ]);
    expect(steps).toEqual([0, 1, 10, 13, 15]);
  });

  test("drops a lower step with its commit, and a committed step is already lower", () => {
    log({ a: 1 }, { step: 4, commit: true });
    const second = log({ a: 2 }, { step: 4, commit: true });
    expect(second.dropped?.message).toBe(
      "[runlog] Failed to log at step 4: the run is already at step 5, so the whole call is dropped. " +
        'Log steps in rising order, use a step metric (defineMetric), or set steps to "any".',
    );
    expect(run.step).toBe(5);
  });

  test("a step alone does not commit, and a plain log joins its row", () => {
    expect(log({ a: 1 }, { step: 3 }).rows).toEqual([]);
    log({ b: 2 });
    expect(rows).toEqual([{ _step: 3, a: 1, b: 2 }]);
  });

  test("finish writes the held row once", () => {
    log({ a: 1 }, { commit: false });
    finish();
    finish();
    expect(rows).toEqual([{ _step: 0, a: 1 }]);
  });

  test("a resumed run begins at its starting step", () => {
    const resumed = start({ startingStep: 16 });
    resumed.log({ a: 1 });
    expect(resumed.rows).toEqual([{ _step: 16, a: 1 }]);
    expect(resumed.run.step).toBe(17);
  });

  test("a resumed run is at step 0 until it is logged to, also by a call that is dropped", () => {
    const { run, log } = start({ startingStep: 16 });
    expect(run.step).toBe(0);
    log({ a: 1 }, { step: 3 });
    expect(run.step).toBe(16);
  });

  test("the summary of a resumed run is what it was, until rows and definitions say otherwise", () => {
    const summary = { loss: { min: 0.1 }, acc: 0.5, deep: { er: 1 }, _step: 15 };
    const resumed = start({ startingStep: 16, summary });
    expect(resumed.run.summary).toEqual(summary);
    expect(resumed.run.takeSummary()).toEqual([]);
    resumed.define("loss", { summary: ["min"] });
    resumed.log({ loss: 0.4 });
    expect(resumed.run.summary).toMatchObject({ loss: { min: 0.4 }, acc: 0.5, deep: { er: 1 }, _step: 16 });
  });

  test("the times of a row are those of its last call", () => {
    log({ a: 1 }, { commit: false });
    const { items } = log({ b: 1 }).rows[0] ?? { items: [] };
    expect(rowFromItems(items)).toEqual({ _step: 0, _timestamp: 1001, _runtime: 1, a: 1, b: 1 });
  });

  test("automatic keys that the user nests are replaced whole", () => {
    log({ _step: { x: 1 }, _runtime: { x: 1 }, a: 1 });
    expect(rows).toEqual([{ _step: 0, a: 1 }]);
  });

  test("the policy strict throws and changes nothing", () => {
    const strict = start({ steps: "strict" });
    strict.log({ a: 1 }, { step: 4 });
    expect(() => strict.log({ a: 2 }, { step: 3 })).toThrow(StepTooLow);
    strict.finish();
    expect(strict.rows).toEqual([{ _step: 4, a: 1 }]);
  });

  test("the policy any makes a call at a past step a row of its own and leaves the held row alone", () => {
    const any = start({ steps: "any" });
    any.log({ a: 1 }, { step: 9 });
    any.log({ b: 2 }, { step: 3, commit: false });
    expect(any.run.step).toBe(9);
    any.log({ c: 3 });
    expect(any.rows).toEqual([
      { _step: 3, b: 2 },
      { _step: 9, a: 1, c: 3 },
    ]);
  });
});

describe("a row by itself", () => {
  test("is written at the next step, and what is held stays held", () => {
    const { log, rows, finish } = start();
    log({ a: 1 }, { commit: false });
    log({ b: 1 }, { whole: true });
    log({ b: 2 }, { whole: true, commit: false });
    log({ a: 2, c: 1 });
    finish();
    expect(rows).toEqual([
      { b: 1, _step: 0 },
      { b: 2, _step: 1 },
      { a: 2, c: 1, _step: 2 },
    ]);
  });

  test("may be further on, and never further back", () => {
    const { log, rows } = start();
    log({ b: 1 }, { whole: true, step: 5 });
    log({ b: 2 }, { whole: true, step: 4 });
    log({ b: 3 }, { whole: true });
    expect(rows).toEqual([
      { b: 1, _step: 5 },
      { b: 3, _step: 6 },
    ]);
  });
});

describe("one of several writers", () => {
  test("has rows without a step, each committed unless told otherwise, whatever steps it gives", () => {
    const { log, rows, finish } = start({ shared: true });
    log({ a: 1 }, { step: 5 });
    log({ a: 2 }, { step: 3 });
    log({ b: 1 }, { commit: false });
    log({ a: 3 });
    log({ c: 1 }, { commit: false });
    finish();
    expect(rows).toEqual([{ a: 1 }, { a: 2 }, { b: 1, a: 3 }, { c: 1 }]);
  });
});

describe("merging calls into a row", () => {
  test("a dict over a scalar replaces it and a scalar over a dict does too", () => {
    log({ a: 1, b: { x: 1, y: { z: 2 } } }, { commit: false });
    log({ a: { p: 2 }, b: 3 }, { commit: false });
    log({ a: { q: 4 } });
    expect(rows).toEqual([{ _step: 0, a: { p: 2, q: 4 }, b: 3 }]);
  });

  test("a key replaced and logged again in one row appears once", () => {
    log({ a: { x: 1 } }, { commit: false });
    log({ a: 2 }, { commit: false });
    const { items } = log({ a: { x: 3 } }).rows[0] ?? { items: [] };
    expect(items.map(({ path }) => path.join("/")).sort()).toEqual([
      "_runtime",
      "_step",
      "_timestamp",
      "a/x",
    ]);
    expect(rows).toEqual([{ _step: 0, a: { x: 3 } }]);
  });

  test("keys that are names of object members are plain data", () => {
    log(JSON.parse('{"__proto__": 1, "constructor": {"__proto__": 2}, "hasOwnProperty": 3}') as Row);
    expect(JSON.stringify(rows[0])).toBe(
      '{"__proto__":1,"constructor":{"__proto__":2},"hasOwnProperty":3,"_step":0}',
    );
    expect(JSON.stringify(summary())).toBe(
      '{"__proto__":1,"constructor":{"__proto__":2},"hasOwnProperty":3}',
    );
  });
});

describe("metric definitions", () => {
  test.each([
    [
      "",
      {},
      '[runlog] Failed to define metric "": the name must be a text that is not empty. Give the metric\'s key, or a prefix and a star.',
    ],
    ["a*b", {}, '[runlog] Failed to define metric "a*b": a "*" may only be the last character. Use "a*".'],
    [
      "a",
      { summary: ["max", " min"] },
      '[runlog] Failed to define metric "a": " min" is no summary. Use any of min, max, mean, last, none, first.',
    ],
    [
      "a",
      { summary: ["best"] },
      '[runlog] Failed to define metric "a": "best" is no summary. Use any of min, max, mean, last, none, first.',
    ],
    [
      "a",
      { goal: "lowest" as "minimize" },
      '[runlog] Failed to define metric "a": "lowest" is no goal. Use "minimize" or "maximize".',
    ],
    [
      "a",
      { stepMetric: 3 as unknown as string },
      '[runlog] Failed to define metric "a": stepMetric is a number. Give the key of the step metric as text.',
    ],
    [
      "a",
      { hidden: "yes" as unknown as boolean },
      '[runlog] Failed to define metric "a": hidden is a string. Give true or false.',
    ],
  ])("refuses %j with %j", (name, options, message) => {
    expect(() => define(name, options)).toThrow(new InvalidDefinition(message));
  });

  test("the longest of several matching globs wins", () => {
    define("v/*", { summary: ["max"] });
    define("v/a*", { summary: ["min"] });
    define("*", { summary: ["none"] });
    log({ "v/ab": 1, "v/b": 2, w: 3 });
    expect(summary()).toEqual({ "v/ab": { min: 1 }, "v/b": { max: 2 } });
  });

  test("a glob never touches keys that begin with an underscore", () => {
    define("*", { summary: ["none"] });
    log({ _custom: 1, a: 2 });
    expect(summary()).toEqual({ _custom: 1 });
  });

  test("a step metric starts at zero, whatever was logged before the definition", () => {
    log({ epoch: 7 });
    define("loss", { stepMetric: "epoch" });
    log({ loss: 1 });
    expect(rows.at(-1)).toEqual({ _step: 1, loss: 1, epoch: 0 });
  });

  test("the step metric replaces what a row nests below it or holds above it", () => {
    define("loss", { stepMetric: "epoch" });
    define("b", { stepMetric: "d.e" });
    log({ loss: 1, epoch: { of: 3 } });
    log({ d: 5, b: 1, epoch: null });
    expect(rows).toEqual([
      { _step: 0, loss: 1, epoch: 0 },
      { _step: 1, d: { e: 0 }, b: 1, epoch: null },
    ]);
  });

  test("a copy undoes a none and means nothing else", () => {
    define("a", { summary: ["none"] });
    define("a", { summary: ["copy"] });
    log({ a: 2 });
    expect(summary()).toEqual({ a: 2 });
  });

  test("a none that was defined later is undone by a newer summary", () => {
    define("a", { summary: ["none"] });
    define("a", { summary: ["max"] });
    log({ a: 2 });
    expect(summary()).toEqual({ a: { max: 2 } });
  });
});

describe("the live summary", () => {
  test("an explicit set ends tracking until the metric is defined again", () => {
    define("a", { summary: ["max"] });
    log({ a: 5 });
    run.setSummary(["a"], 100);
    expect(summary()).toEqual({ a: 100 });
    log({ a: 3 });
    expect(summary()).toEqual({ a: 3 });
    define("a");
    expect(summary()).toEqual({ a: { max: 5 } });
  });

  test("min, max and mean survive a delete, and first restarts", () => {
    define("a", { summary: ["first", "last", "min", "max", "mean"] });
    log({ a: 5 });
    log({ a: 1 });
    run.deleteSummary(["a"]);
    expect(summary()).toEqual({});
    log({ a: 3 });
    expect(summary()).toEqual({ a: { first: 3, last: 3, min: 1, max: 5, mean: 3 } });
  });

  test("NaN sticks in min, max and mean, and text alone leaves zeros", () => {
    define("*", { summary: ["min", "max", "mean"] });
    log({ a: 1, b: "x" });
    log({ a: NaN, b: "y" });
    log({ a: 3 });
    expect(summary()).toEqual({ a: { min: NaN, max: NaN, mean: NaN }, b: { min: 0, max: 0, mean: NaN } });
  });

  test("a logged NaN stays, an explicitly set one disappears, inside a list it stays", () => {
    log({ a: NaN });
    run.setSummary(["b"], NaN);
    run.setSummary(["c"], { x: NaN, y: [NaN] });
    expect(summary()).toEqual({ a: NaN, c: { x: null, y: [NaN] } });
  });

  test("a definition below a value removes the value from the live view", () => {
    log({ n: 5 });
    define("n.p", { summary: ["max"] });
    expect(summary()).toEqual({});
  });

  test("a delete inside a value that was set as a whole removes nothing", () => {
    run.setSummary(["a"], { b: 1, c: 2 });
    run.deleteSummary(["a", "b"]);
    expect(summary()).toEqual({ a: { b: 1, c: 2 } });
  });

  test("a deleted subtree loses its definitions", () => {
    define("a.b", { summary: ["max"] });
    log({ a: { b: 3 } });
    run.deleteSummary(["a"]);
    log({ a: { b: 1 } });
    expect(summary()).toEqual({ a: { b: 1 } });
  });
});

describe("the summary records", () => {
  test("hold every key that changed, once, with its newest value", () => {
    log({ a: 1, b: 1 });
    log({ a: 2 });
    const records = run.takeSummary();
    expect(records.map(({ update }) => rowFromItems(update))).toEqual([
      { _runtime: 1, _step: 1, _timestamp: 1001, _wandb: { runtime: 1 }, a: 2, b: 1 },
    ]);
    expect(run.takeSummary()).toEqual([]);
  });

  test("leave out a logged null, so that an upload keeps the old value", () => {
    log({ a: 1 });
    log({ a: null });
    const [record] = run.takeSummary();
    expect(rowFromItems(record?.update ?? [])).toMatchObject({ a: 1 });
    expect(summary()).toEqual({});
  });

  test("tell what was shown before a definition, not after", () => {
    log({ a: 1 });
    define("a", { summary: ["max"] });
    const [record] = run.takeSummary();
    expect(rowFromItems(record?.update ?? [])).toMatchObject({ a: 1 });
    expect(summary()).toEqual({ a: { max: 1 } });
  });

  test("tell explicit sets apart from logged values, and in an order that ends right", () => {
    log({ n: { p: 1 } });
    run.setSummary(["best"], 3);
    run.setSummary(["n"], 5);
    run.deleteSummary(["best"]);
    run.setSummary(["best"], 4);
    expect(
      run.takeSummary().map(({ update, remove }) => ({ ...withoutTimes(rowFromItems(update)), remove })),
    ).toEqual([
      { best: 3, remove: [] },
      { _step: 0, n: { p: 1 }, remove: [] },
      { n: 5, remove: [["best"]] },
      { best: 4, remove: [] },
    ]);
  });
});
