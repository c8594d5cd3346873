import type { Json, LogRecord } from "@stepwell/protocol";
import fc from "fast-check";
import { createRunFold, createRunLog, flatten, itemsFromRow, rowFromItems } from "@stepwell/runlog";
import type { Row, RunLog } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { foldRecords, readBack } from "./run-log-target.ts";

const NAMES = ["a", "b", "a.b", "n.p", "n", "v/a", "n.q.r", "e"];

const value = fc.oneof(
  fc.constantFrom<Json>(null, true, "text", NaN, Infinity, -0, 2n ** 60n, [1, "x"], {
    _type: "histogram",
    values: [1],
  }),
  fc.integer({ min: -9, max: 9 }),
);
const data: fc.Arbitrary<Row> = fc.dictionary(
  fc.constantFrom("a", "b", "a.b", "v/a", "e", "n", "_x"),
  fc.oneof(
    value,
    fc.dictionary(fc.constantFrom("p", "q", ""), fc.oneof(value, fc.dictionary(fc.constant("r"), value))),
  ),
  { maxKeys: 4 },
);
const path = fc.constantFrom(["a"], ["b"], ["a.b"], ["n"], ["n", "p"], ["n", "q", "r"], ["v/a"]);
const call = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      op: fc.constant("log" as const),
      data,
      step: fc.option(fc.integer({ min: -1, max: 12 }), { nil: undefined }),
      commit: fc.option(fc.boolean(), { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant("define" as const),
      name: fc.constantFrom(...NAMES, "a\\.b", "v/*", "*"),
      summary: fc.subarray(["min", "max", "mean", "last", "first", "none"]),
      stepMetric: fc.constantFrom(undefined, "e", "n.p"),
      overwrite: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ op: fc.constant("set" as const), path, value }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant("delete" as const), path }) },
  { weight: 1, arbitrary: fc.constant({ op: "take" as const }) },
);
const calls = fc.array(call, { maxLength: 40 });
const policy = fc.constantFrom("monotonic" as const, "any" as const);
type Call = typeof calls extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

/** When summary records are taken into the file: before each row, or when the calls say so and at the end. */
type Taking = "always" | "sometimes";

/**
 * Makes the calls. A held row is committed before a call jumps over it, so that every call brings at most one row:
 * a call that brings two puts what globs expanded to for the second before the first, too early for an exact rebuild.
 */
function play(
  sequence: readonly Call[],
  steps: "monotonic" | "any",
  taking: Taking,
): { records: LogRecord[]; log: RunLog } {
  const log = createRunLog({ steps });
  const records: LogRecord[] = [];
  let seconds = 0;
  let isHeld = false;
  const now = () => ({ timestamp: 100 + seconds, runtime: (seconds += 0.5) });
  const write = (outcome: ReturnType<RunLog["log"]>) => {
    records.push(...outcome.metrics);
    if (taking === "always") records.push(...log.takeSummary());
    records.push(...outcome.rows);
  };
  for (const each of sequence) {
    if (each.op === "log") {
      const { step, commit } = each;
      if (isHeld && step !== undefined && step > log.step) write(log.log({ items: [], commit: true }, now()));
      const isPast = step !== undefined && step < log.step;
      if (!isPast) isHeld = !(commit ?? step === undefined);
      const items = flatten(each.data);
      write(
        log.log(
          { items, ...(step === undefined ? {} : { step }), ...(commit === undefined ? {} : { commit }) },
          now(),
        ),
      );
    } else if (each.op === "define") {
      const { name, summary, stepMetric, overwrite } = each;
      records.push(
        ...log.define({ name, summary, overwrite, ...(stepMetric === undefined ? {} : { stepMetric }) }),
      );
    } else if (each.op === "take") {
      records.push(...log.takeSummary());
    } else {
      if (each.op === "set") log.setSummary(each.path, each.value);
      else log.deleteSummary(each.path);
      records.push(...(taking === "always" ? log.takeSummary() : log.takeExplicitSummary()));
    }
  }
  write(log.finish(now()));
  records.push(...log.takeSummary());
  return { records, log };
}

test("a run replayed from its file is the run that was live", () => {
  fc.assert(
    fc.property(calls, policy, (sequence, steps) => {
      const { records } = play(sequence, steps, "always");
      expect(foldRecords(records, true)).toEqual(foldRecords(records));
    }),
  );
});

test("the uploaded summary does not depend on how many summary records were left out", () => {
  fc.assert(
    fc.property(calls, policy, (sequence, steps) => {
      const every = foldRecords(play(sequence, steps, "always").records);
      const some = foldRecords(play(sequence, steps, "sometimes").records);
      expect(some.state.summary).toEqual(every.state.summary);
    }),
  );
});

test("the uploaded summary of a killed writer is rebuilt at every row", () => {
  fc.assert(
    fc.property(calls, policy, (sequence, steps) => {
      const every = createRunFold();
      const killed = createRunFold();
      for (const record of play(sequence, steps, "always").records) {
        every.apply(record);
        const derived = record.type === "summary" && record.update.some(({ path: [key] }) => key === "_step");
        if (!derived) killed.apply(record);
        if (record.type === "history") {
          const { _wandb: _e, ...expected } = every.state.summary;
          const { _wandb: _k, ...rebuilt } = killed.state.summary;
          expect(rebuilt).toEqual(expected);
        }
      }
    }),
  );
});

test("steps rise by at least one from row to row unless the policy is any", () => {
  fc.assert(
    fc.property(calls, (sequence) => {
      const { rows } = foldRecords(play(sequence, "monotonic", "always").records);
      const steps = rows.map((row) => row["_step"] as number);
      expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
    }),
  );
});

test("a row is what its items say", () => {
  fc.assert(
    fc.property(data, (row) => {
      const items = flatten(row);
      expect(itemsFromRow(rowFromItems(items))).toEqual(items);
    }),
  );
});

test("any records are folded without an error", () => {
  const paths = fc.array(fc.constantFrom("", "a", "b", "__proto__", "_step", "constructor"), {
    maxLength: 3,
  });
  const items = fc.array(fc.record({ path: paths, value }), { maxLength: 4 });
  const record: fc.Arbitrary<LogRecord> = fc.oneof(
    fc.record({ type: fc.constant("history" as const), items }),
    fc.record({
      type: fc.constant("summary" as const),
      update: items,
      remove: fc.array(paths, { maxLength: 2 }),
    }),
    fc.record({
      type: fc.constant("config" as const),
      update: items,
      remove: fc.array(paths, { maxLength: 2 }),
    }),
    fc.record({
      type: fc.constant("opaque" as const),
      field: fc.nat(),
      encoded: fc.constant(new Uint8Array()),
    }),
    fc.record({
      type: fc.constant("output-raw" as const),
      stream: fc.constant("stdout" as const),
      text: fc.string(),
    }),
  );
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const fold = createRunFold();
      for (const each of records) fold.apply(each);
      expect(fold.takeRows()).toHaveLength(fold.state.rows);
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      expect(({} as Row)["a"]).toBeUndefined();
    }),
  );
});

test("what the file's reader gives back is what was written", () => {
  fc.assert(
    fc.property(calls, (sequence) => {
      const { records } = play(sequence, "monotonic", "always");
      expect(readBack(records)).toEqual(records);
    }),
  );
});
