import { mkdirSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import type { LogRecord, RunRecord } from "../src/index.ts";
import { createRunFileEncoder } from "../src/index.ts";
import { arbitraryRecord } from "./arbitrary-record.ts";

const RECORDS = 150;

// Run folders that hold every kind of record with any field, for other readers to try.
// Usage: node write-record-runs.mjs folder seed count. Prints what was written as JSON.
const [folder = "", seed = "", count = ""] = process.argv.slice(2);
const runs = Array.from({ length: Number(count) }, (_, index) => writeRun(Number(seed) + index));
process.stdout.write(`${JSON.stringify(runs)}\n`);

function writeRun(ownSeed: number): { folder: string; id: string; rows: number } {
  const id = `records-${ownSeed}`;
  const path = `${folder}/offline-run-20260101_000000-${id}`;
  mkdirSync(`${path}/files`, { recursive: true });
  const run: RunRecord = {
    type: "run",
    runId: id,
    entity: "",
    project: "interop",
    config: [],
    group: "",
    jobType: "",
    displayName: "",
    notes: "",
    tags: [],
    sweepId: "",
    host: "host",
    startingStep: 0,
    startTime: { seconds: 1_790_000_000, nanos: 0 },
    resumed: false,
    runtime: 0,
    forked: false,
  };
  const some = fc
    .sample(arbitraryRecord, { seed: ownSeed, numRuns: RECORDS })

    .flatMap((record) => fitting(record, run));
  const records: LogRecord[] = [
    { type: "header", producer: "0.30.0", minConsumer: "0.70.0" },
    run,
    ...some,
    { type: "exit", exitCode: 0, runtime: 1 },
  ];
  const encoder = createRunFileEncoder();
  const parts = [encoder.header(), ...records.map((record) => encoder.encode(record).slice())];
  writeFileSync(`${path}/run-${id}.wandb`, Buffer.concat(parts));
  return { folder: path, id, rows: some.filter(({ type }) => type === "history").length };
}

/** What a writer of ours could have written at this place: a run keeps its names, ends once, and artifacts have a name. */
function fitting(record: LogRecord, run: RunRecord): LogRecord[] {
  switch (record.type) {
    case "run": {
      const { runId, entity, project, sweepId, startingStep } = run;
      return [
        {
          ...record,
          runId,
          entity,
          project,
          sweepId,
          startingStep,
          tags: record.tags.filter((tag) => tag !== ""),
        },
      ];
    }
    case "header":
    case "exit":
    case "artifact":
    case "use-artifact":
      return [];
    case "metric":
      // Exactly one of the two names is given.
      return [
        record.name === "" ? { ...record, globName: record.globName || "x*" } : { ...record, globName: "" },
      ];
    case "stats":
      // Without a time the official reader goes down; our writers always give one.
      return record.timestamp === undefined ? [] : [record];
    default:
      return [record];
  }
}
