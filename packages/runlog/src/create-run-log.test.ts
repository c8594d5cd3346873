import { describe, expect, test } from "vitest";
import { createRunFold } from "./create-run-fold.ts";
import { createRunLog } from "./create-run-log.ts";
import type { RunLogOptions } from "./create-run-log.ts";
import { flatten } from "./flatten.ts";
import { rowFromItems } from "./row-items.ts";
import type { Row } from "./row.ts";
import { StepTooLow } from "./step-too-low.ts";

interface Options {
  readonly step?: number;
  readonly commit?: boolean;
}

/** A run log on a clock that moves one second a call, its rows without the automatic times. */
function startLog(options?: RunLogOptions) {
  const log = createRunLog(options);
  const rows: Row[] = [];
  let seconds = 0;
  const now = () => ({ timestamp: 1000 + seconds, runtime: seconds++ });
  const keep = (outcome: ReturnType<typeof log.log>) => {
    for (const row of outcome.rows) {
      const { _runtime: _r, _timestamp: _t, ...rest } = rowFromItems(row.items);
      rows.push(rest);
    }
    return outcome;
  };
  return {
    log: (data: Row, call: Options = {}) => keep(log.log({ items: flatten(data), ...call }, now())),
    finish: () => keep(log.finish(now())),
    rows,
    run: log,
  };
}

describe("the step engine", () => {
  test("follows the table of nine calls", () => {
    const { log, finish, rows } = startLog();
    log({ n: 1 });
    log({ n: 11 }, { commit: false });
    log({ n: 2 }, { step: 100 });
    log({ n: 3 }, { step: 100 });
    log({ n: 8 }, { step: 101 });
    log({ n: 5 }, { step: 102 });
    const low = [log({ c: 2 }, { step: 2 }), log({ c: 2 }, { step: 4 })];
    finish();
    expect(rows).toEqual([
      { _step: 0, n: 1 },
      { _step: 1, n: 11 },
      { _step: 100, n: 3 },
      { _step: 101, n: 8 },
      { _step: 102, n: 5 },
    ]);
    expect(low.map((outcome) => outcome.dropped?.reason)).toEqual(["step-too-low", "step-too-low"]);
  });

  test("refuses a lower step under the policy strict", () => {
    const { log } = startLog({ steps: "strict" });
    log({ a: 1 }, { step: 4 });
    expect(() => log({ a: 2 }, { step: 3 })).toThrow(StepTooLow);
  });

  test("keeps a lower step as a row of its own under the policy any, and leaves the held row alone", () => {
    const { log, finish, rows, run } = startLog({ steps: "any" });
    log({ a: 1 }, { step: 9 });
    log({ b: 2 }, { step: 3, commit: false });
    expect(run.step).toBe(9);
    log({ c: 3 });
    finish();
    expect(rows).toEqual([
      { _step: 3, b: 2 },
      { _step: 9, a: 1, c: 3 },
    ]);
  });
});

test("the fold of the records shows the rows and the summary", () => {
  const { log, run } = startLog();
  const fold = createRunFold();
  for (const row of log({ a: 1, n: { b: 2 } }).rows) fold.apply(row);
  expect(fold.takeRows()).toEqual([{ _runtime: 0, _step: 0, _timestamp: 1000, a: 1, n: { b: 2 } }]);
  expect(fold.state.summary).toMatchObject({ a: 1, n: { b: 2 } });
  for (const record of run.takeSummary()) fold.apply(record);
  expect(fold.state.summary).toEqual(run.summary);
});
