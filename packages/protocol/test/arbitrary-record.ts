import fc from "fast-check";
import type { Item, Json, LogRecord } from "../src/index.ts";

const text = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constant(""));
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const json: fc.Arbitrary<Json> = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
  text,
  fc.constant(null),
  fc.array(fc.double(), { maxLength: 4 }),
  fc.dictionary(fc.string(), fc.integer(), { maxKeys: 3, noNullPrototype: true }),
  fc.string({ maxLength: 70_000, minLength: 20_000 }).map((long) => long.replaceAll(/[\ud800-\udfff]/g, "x")),
);
const item: fc.Arbitrary<Item> = fc.record({
  path: fc.array(text, { minLength: 1, maxLength: 3 }),
  value: json,
});
const items = fc.array(item, { maxLength: 12 });
const paths = fc.array(fc.array(text, { minLength: 1, maxLength: 3 }), { maxLength: 3 });
const timestamp = fc.record({
  seconds: fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  nanos: fc.nat(999_999_999),
});
const git = fc.record({ remoteUrl: text, commit: text });
const telemetry = fc.record({
  features: fc.uniqueArray(fc.integer({ min: 1, max: 90 }), { maxLength: 5 }),
  pythonVersion: text,
  cliVersion: text,
  coreVersion: text,
  platform: text,
});

function some<Shape, Key extends keyof Shape>(
  shape: { [Name in keyof Shape]: fc.Arbitrary<Shape[Name]> },
  optional: Key[],
) {
  const required = (Object.keys(shape) as (keyof Shape)[]).filter((name) => !optional.includes(name as Key));
  return fc.record(shape, { requiredKeys: required });
}

const anyRecord = fc.oneof(
  fc.record({ type: fc.constant("history"), items }),
  fc.record({ type: fc.constant("summary"), update: items, remove: paths }),
  fc.record({ type: fc.constant("config"), update: items, remove: paths }),
  fc.record({ type: fc.constant("header"), producer: text, minConsumer: text }),
  some(
    {
      type: fc.constant("run"),
      runId: text,
      entity: text,
      project: text,
      config: items,
      group: text,
      jobType: text,
      displayName: text,
      notes: text,
      tags: fc.array(text, { maxLength: 3 }),
      sweepId: text,
      host: text,
      startingStep: fc.maxSafeNat(),
      startTime: timestamp,
      resumed: fc.boolean(),
      runtime: int,
      git,
      forked: fc.boolean(),
      branchPoint: fc.record({ run: text, value: fc.double(), metric: text }),
      telemetry,
    },
    ["startTime", "git", "branchPoint", "telemetry"],
  ),
  some(
    {
      type: fc.constant("metric"),
      name: text,
      globName: text,
      stepMetric: text,
      stepSync: fc.boolean(),
      hidden: fc.boolean(),
      defined: fc.boolean(),
      summary: fc.subarray(["min", "max", "mean", "best", "last", "none", "copy", "first"]),
      goal: fc.constantFrom("minimize", "maximize"),
      overwrite: fc.boolean(),
      expandedFromGlob: fc.boolean(),
    },
    ["goal"],
  ),
  fc.record({
    type: fc.constant("files"),
    files: fc.array(
      fc.record({
        path: text,
        policy: fc.constantFrom("now", "end", "live"),
        kind: fc.constantFrom("other", "wandb", "media", "artifact"),
      }),
      { maxLength: 4 },
    ),
  }),
  some(
    {
      type: fc.constant("stats"),
      timestamp,
      items: fc.array(fc.record({ key: text, value: json }), { maxLength: 5 }),
    },
    ["timestamp"],
  ),
  some({ type: fc.constant("output-raw"), stream: fc.constantFrom("stdout", "stderr"), timestamp, text }, [
    "timestamp",
  ]),
  some(
    {
      type: fc.constant("environment"),
      os: text,
      runtime: text,
      startedAt: timestamp,
      args: fc.array(text, { maxLength: 4 }),
      docker: text,
      program: text,
      codePath: text,
      codePathLocal: text,
      email: text,
      colab: text,
      git,
      root: text,
      host: text,
      username: text,
      executable: text,
      cpuCount: fc.nat(),
      cpuCountLogical: fc.nat(),
      gpu: text,
      gpuCount: fc.nat(),
      disks: fc.array(fc.record({ path: text, total: fc.maxSafeNat(), used: fc.maxSafeNat() }), {
        maxLength: 3,
      }),
      memoryTotal: fc.maxSafeNat(),
      cpu: fc.record({ count: fc.nat(), countLogical: fc.nat() }),
      apple: fc.record({
        name: text,
        ecpuCores: fc.nat(),
        pcpuCores: fc.nat(),
        gpuCores: fc.nat(),
        memoryGb: fc.nat(),
        swapTotalBytes: fc.maxSafeNat(),
        ramTotalBytes: fc.maxSafeNat(),
        macModel: text,
      }),
      gpusNvidia: fc.array(
        fc.record({
          name: text,
          memoryTotal: fc.maxSafeNat(),
          cudaCores: fc.nat(),
          architecture: text,
          uuid: text,
        }),
        { maxLength: 3 },
      ),
      cudaVersion: text,
      gpusAmd: fc.array(
        fc.record({
          id: text,
          uniqueId: text,
          vbiosVersion: text,
          performanceLevel: text,
          gpuOverdrive: text,
          gpuMemoryOverdrive: text,
          maxPower: text,
          series: text,
          model: text,
          vendor: text,
          sku: text,
          sclkRange: text,
          mclkRange: text,
        }),
        { maxLength: 2 },
      ),
      slurm: fc.array(fc.record({ name: text, value: text }), { maxLength: 3 }),
      writerId: text,
    },
    ["startedAt", "git", "cpu", "apple"],
  ),
  telemetry.map((fields) => ({ type: "telemetry", ...fields })),
  fc.record({ type: fc.constant("alert"), title: text, text, level: text, waitDurationMs: fc.maxSafeNat() }),
  fc.record({
    type: fc.constant("artifact"),
    encoded: fc.constantFrom(Uint8Array.of(10, 1, 97), new Uint8Array(0)),
  }),
  fc.record({ type: fc.constant("use-artifact"), id: text, artifactType: text, name: text }),
  fc.record({ type: fc.constant("preempting") }),
  fc.record({ type: fc.constant("exit"), exitCode: int, runtime: int }),
) as fc.Arbitrary<LogRecord>;

/** Any record that may be written, as ordinary objects. */
export const arbitraryRecord: fc.Arbitrary<LogRecord> = anyRecord.map((record) => structuredClone(record));
