import type { Json, JsonObject } from "@stepwell/protocol";
import type { RunState } from "@stepwell/runlog";
import fc from "fast-check";
import type { RunFilter } from "../run-query/run-filter.ts";
import type { RunSort } from "../run-query/run-queries.ts";
import type { RunEdits, StoredRun } from "../run-store.ts";

/** What a run of the tests says of itself, and what people did to it. */
export interface RunPlan {
  readonly config: JsonObject;
  readonly summary: JsonObject;
  readonly status: StoredRun["status"];
  readonly edits: RunEdits;
}

const NUMBERS = [0, -0, 1, 2, 2.5, -3, 1e300, Number.NaN, Infinity, -Infinity];
const TEXTS = ["", "a", "adam", "b", "é", "\ud800", "10", '"', "a\0b"];
const PATHS = [
  "config.lr",
  "config.opt",
  "config.a\\.b",
  "config.a.b",
  "summary.loss",
  "summary.acc",
  "summary.none",
  "state",
  "name",
  "displayName",
  "tags",
  "notes",
  "createdAt",
];

const scalar = fc.oneof(
  fc.constantFrom<Json>(...NUMBERS, ...TEXTS, true, false, null, 9_007_199_254_740_993n),
  fc.double(),
);
const value: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>([[1]], { _type: "image-file", size: 3 }, { deep: { x: 1 } }),
  },
);
const config = fc
  .record({ lr: value, opt: value, "a.b": value, a: fc.record({ b: value }) }, { requiredKeys: [] })
  .map((object) => object as JsonObject);
const summary = fc
  .record({ loss: value, acc: value, _wandb: fc.constant({ runtime: 7 }) }, { requiredKeys: [] })
  .map((object) => object as JsonObject);
const edits: fc.Arbitrary<RunEdits> = fc.record(
  {
    name: fc.constantFrom(...TEXTS),
    tags: fc.subarray(["a", "b", "new"]),
    notes: fc.constantFrom(...TEXTS),
    config: fc.record({ set: config, removed: fc.constantFrom([], ["lr"]) }),
  },
  { requiredKeys: [] },
);

export const runPlan: fc.Arbitrary<RunPlan> = fc.record({
  config,
  summary,
  status: fc.constantFrom("running", "finished", "finished", "failed", "crashed"),
  edits: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: edits }),
});

export const knownPath = fc.constantFrom(...PATHS);

const factScalar = fc.oneof(
  fc.constantFrom<null | boolean | number | string>(...NUMBERS, ...TEXTS, "finished", true, false, null),
  fc.double(),
);
const fact = fc.oneof(
  { weight: 5, arbitrary: factScalar },
  { weight: 1, arbitrary: fc.array(factScalar, { maxLength: 2 }) },
);
const leaf: fc.Arbitrary<RunFilter> = fc.oneof(
  fc.record({ kind: fc.constant("equals" as const), path: knownPath, value: fact }),
  fc.record({
    kind: fc.constant("among" as const),
    path: knownPath,
    values: fc.array(fact, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant("compares" as const),
    path: knownPath,
    is: fc.constantFrom(">", ">=", "<", "<="),
    value: factScalar,
  }),
  fc.record({ kind: fc.constant("exists" as const), path: knownPath }),
  fc.record({
    kind: fc.constant("matches" as const),
    path: knownPath,
    pattern: fc.constantFrom("", "^a", "m$", "a|b", "[0-9]+", "(?i)ADAM"),
  }),
);

export const runFilter: fc.Arbitrary<RunFilter> = fc.letrec<{ filter: RunFilter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("filter"), { maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("not" as const), of: tie("filter") }),
  ),
})).filter;

export const runSort: fc.Arbitrary<readonly RunSort[]> = fc.array(
  fc.record(
    {
      path: knownPath,
      direction: fc.constantFrom("ascending", "descending"),
      unordered: fc.constantFrom("first", "last"),
    },
    { requiredKeys: ["path", "direction"] },
  ),
  { maxLength: 3 },
);

/** A run's state with this config and summary, as a source has it. */
export function stateOfPlan({
  config: said,
  summary: reached,
}: Pick<RunPlan, "config" | "summary">): RunState {
  return {
    run: undefined,
    config: said,
    summary: reached,
    metrics: [],
    files: [],
    environment: undefined,
    telemetry: undefined,
    exitCode: undefined,
    rows: 0,
    events: 0,
    passedBy: {},
  };
}
