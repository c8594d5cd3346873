import type {
  EnvironmentRecord,
  HistoryRecord,
  LogRecord,
  MetricRecord,
  RunRecord,
} from "@stepwell/protocol";
import { beforeEach, describe, expect, test } from "vitest";
import { createRunFold } from "./create-run-fold.ts";
import { flatten } from "./flatten.ts";
import type { Row } from "./row.ts";
import type { RunFold } from "./run-fold.ts";

const RUN: RunRecord = {
  type: "run",
  runId: "abc",
  entity: "",
  project: "p",
  config: [{ path: ["lr"], value: 0.1 }],
  group: "",
  jobType: "",
  displayName: "first",
  notes: "",
  tags: [],
  sweepId: "",
  host: "box",
  startingStep: 0,
  startTime: { seconds: 100, nanos: 500_000_000 },
  resumed: false,
  runtime: 0,
  forked: false,
};

const METRIC: MetricRecord = {
  type: "metric",
  name: "a",
  globName: "",
  stepMetric: "",
  stepSync: false,
  hidden: false,
  defined: true,
  summary: [],
  overwrite: false,
  expandedFromGlob: false,
};

let fold: RunFold;
beforeEach(() => {
  fold = createRunFold();
});

function apply(...records: LogRecord[]): void {
  for (const record of records) fold.apply(record);
}

function row(data: Row): HistoryRecord {
  return { type: "history", items: flatten(data) };
}

function summary(data: Row): LogRecord {
  return { type: "summary", update: flatten(data), remove: [] };
}

describe("rows and events", () => {
  test("rows come once, nested, in the order of the file", () => {
    apply(row({ _step: 0, a: { b: 1 } }), row({ a: 2 }));
    expect(fold.takeRows()).toEqual([{ _step: 0, a: { b: 1 } }, { a: 2 }]);
    expect(fold.takeRows()).toEqual([]);
    expect(fold.state.rows).toBe(2);
  });

  test("system metrics become events rows with their time since the run began", () => {
    apply(RUN, { type: "stats", timestamp: { seconds: 103, nanos: 0 }, items: [{ key: "cpu", value: 7 }] });
    expect(fold.takeEvents()).toEqual([{ _wandb: true, _timestamp: 103, _runtime: 2.5, "system.cpu": 7 }]);
    expect(fold.state.events).toBe(1);
  });

  test("system metrics of a resumed session count the seconds of those before", () => {
    apply({ ...RUN, runtime: 60 }, { type: "stats", timestamp: { seconds: 103, nanos: 0 }, items: [] });
    expect(fold.takeEvents()).toEqual([{ _wandb: true, _timestamp: 103, _runtime: 62.5 }]);
  });

  test("a run without a start time begins with its first system metrics", () => {
    apply(
      { type: "stats", timestamp: { seconds: 103, nanos: 0 }, items: [] },
      { type: "stats", timestamp: { seconds: 104, nanos: 0 }, items: [] },
    );
    expect(fold.takeEvents().map((event) => event["_runtime"])).toEqual([0, 1]);
  });
});

describe("state", () => {
  test("is the same object until a record changes it", () => {
    const before = fold.state;
    expect(fold.state).toBe(before);
    apply(RUN);
    expect(fold.state).not.toBe(before);
    expect(before.run).toBeUndefined();
  });

  test("follows run and config records", () => {
    apply(RUN, { type: "config", update: [{ path: ["net"], value: { x: 1 } }], remove: [["lr"]] });
    apply({ ...RUN, displayName: "second", config: [] });
    expect(fold.state.run?.displayName).toBe("second");
    expect(fold.state.config).toEqual({ net: { x: 1 } });
  });

  test("adds up what is told in parts: files, telemetry, environment", () => {
    const environment: EnvironmentRecord = {
      type: "environment",
      os: "linux",
      runtime: "node 20",
      docker: "",
      args: ["--fast"],
      program: "a.js",
      codePath: "",
      codePathLocal: "",
      email: "",
      colab: "",
      root: "",
      host: "box",
      username: "",
      executable: "",
      cpuCount: 0,
      cpuCountLogical: 0,
      gpu: "",
      gpuCount: 0,
      disks: [],
      memoryTotal: 0,
      gpusNvidia: [],
      cudaVersion: "",
      gpusAmd: [],
      slurm: [{ name: "job_id", value: "7" }],
      writerId: "w",
    };
    const telemetry = { pythonVersion: "", cliVersion: "1", coreVersion: "", platform: "" };
    apply(
      { type: "files", files: [{ path: "a", policy: "now", kind: "media" }] },
      {
        type: "files",
        files: [
          { path: "a", policy: "now", kind: "media" },
          { path: "b", policy: "end", kind: "other" },
        ],
      },
      { type: "telemetry", features: [3], ...telemetry },
      { type: "telemetry", features: [1, 3], ...telemetry, cliVersion: "" },
      environment,
      { ...environment, os: "", args: [], slurm: [], cpuCount: 8 },
    );
    expect(fold.state.files).toEqual(["a", "b"]);
    expect(fold.state.telemetry).toEqual({ features: [1, 3], ...telemetry });
    expect(fold.state.environment).toEqual({ ...environment, cpuCount: 8 });
  });

  test("merges definitions and names the step metrics that nobody defined", () => {
    apply(
      { ...METRIC, stepMetric: "epoch", stepSync: true, summary: ["min"] },
      { ...METRIC, hidden: true, summary: ["max"] },
      { ...METRIC, name: "", globName: "v/*", stepMetric: "unused" },
    );
    expect(fold.state.metrics).toEqual([
      { ...METRIC, stepMetric: "epoch", stepSync: true, hidden: true, summary: ["min", "max"] },
      { ...METRIC, name: "", globName: "v/*", stepMetric: "unused" },
      { ...METRIC, name: "epoch", defined: false },
    ]);
    apply({ ...METRIC, summary: ["last"], overwrite: true });
    expect(fold.state.metrics[0]).toEqual({ ...METRIC, summary: ["last"] });
  });

  test("keeps alerts with their place, at most 1,000, and that the run may be suspended", () => {
    const alert = { type: "alert", title: "t", text: "x", level: "WARN", waitDurationMs: 0 } as const;
    expect(fold.state).not.toHaveProperty("alerts");
    apply(row({ a: 1 }), alert, { type: "preempting" });
    expect(fold.state).toMatchObject({
      alerts: [{ title: "t", text: "x", level: "WARN", row: 1 }],
      preempting: true,
      passedBy: {},
    });
    for (let count = 0; count < 1000; count++) apply(alert);
    expect(fold.state.alerts).toHaveLength(1000);
    expect(fold.state.passedBy).toEqual({ alert: 1 });
  });

  test("a run that ended well was not suspended", () => {
    apply({ type: "preempting" }, { type: "exit", exitCode: 1, runtime: 1 });
    expect(fold.state).toMatchObject({ preempting: true, exitCode: 1 });
    apply({ type: "exit", exitCode: 0, runtime: 1 });
    expect(fold.state).not.toHaveProperty("preempting");
  });

  test("counts what it passes by, with a bound on the kinds", () => {
    apply({ ...METRIC, name: "" }, { ...METRIC, globName: "a*" });
    for (let field = 0; field < 1000; field++) apply({ type: "opaque", field, encoded: new Uint8Array() });
    const { passedBy } = fold.state;
    expect(passedBy).toMatchObject({ metric: 2, "opaque-4": 1, others: 937 });
    expect(Object.keys(passedBy)).toHaveLength(65);
  });

  test("leaves out items with an absurd path, and counts them", () => {
    const long = Array.from({ length: 100_000 }, () => "a");
    const items = [
      { path: long, value: 1 },
      { path: [], value: 2 },
      { path: ["b"], value: 3 },
    ];
    apply({ type: "history", items }, { type: "summary", update: items, remove: [long] });
    apply({ type: "config", update: items, remove: [long] }, { ...METRIC, name: ".".repeat(100_000) });
    expect(fold.takeRows()).toEqual([{ b: 3 }]);
    expect(fold.state).toMatchObject({ config: { b: 3 }, summary: { b: 3 } });
    expect(fold.state.passedBy).toEqual({ "item with an unusable path": 8 });
  });

  test("has the exit code once the run has ended", () => {
    expect(fold.state.exitCode).toBeUndefined();
    apply({ type: "exit", exitCode: 3, runtime: 1 });
    expect(fold.state.exitCode).toBe(3);
  });
});

describe("the summary", () => {
  test("is what the records say where each row has one", () => {
    apply(summary({ _step: 0, a: 1 }), row({ _step: 0, a: 1, hidden: 2 }));
    expect(fold.state.summary).toEqual({ _step: 0, a: 1 });
  });

  test("is rebuilt for rows without a record, and the next record agrees", () => {
    apply(summary({ _step: 0, a: 1 }), row({ _step: 0, a: 1 }), row({ _step: 1, a: 2, b: 3 }));
    expect(fold.state.summary).toEqual({ _step: 1, a: 2, b: 3 });
    apply(summary({ _step: 2, a: 5, b: 3 }), row({ _step: 2, a: 5 }));
    expect(fold.state.summary).toEqual({ _step: 2, a: 5, b: 3 });
  });

  test("is rebuilt under the definitions, with what was seen before them", () => {
    apply(row({ _step: 0, a: 5 }), { ...METRIC, summary: ["max"] }, row({ _step: 1, a: 2 }));
    expect(fold.state.summary).toEqual({ _step: 1, a: { max: 5 } });
  });

  test("forgets tracking after an explicit set, as the writer did", () => {
    apply(
      { ...METRIC, summary: ["max"] },
      row({ _step: 0, a: 5 }),
      summary({ a: 100 }),
      row({ _step: 1, a: 3 }),
    );
    expect(fold.state.summary).toEqual({ _step: 1, a: 3 });
  });

  test("is rebuilt for shared runs, whose rows have no step", () => {
    apply(
      row({ _timestamp: 1, a: 5 }),
      summary({ _timestamp: 2, a: 6 }),
      row({ _timestamp: 2, a: 6, n: null }),
    );
    expect(fold.state.summary).toEqual({ _timestamp: 2, a: 6 });
  });

  test("removes values and whole subtrees", () => {
    apply(summary({ a: { b: 1, c: 2 }, d: 3 }), {
      type: "summary",
      update: [],
      remove: [["a"], ["d", "x"], []],
    });
    expect(fold.state.summary).toEqual({ d: 3 });
  });
});
