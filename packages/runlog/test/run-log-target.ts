import type { ConformanceTarget } from "@stepwell/conformance";
import { createRunFileEncoder, createRunFileReader } from "@stepwell/protocol";
import type { Item, Json, JsonObject, LogRecord, RunRecord } from "@stepwell/protocol";
import { createRunFold, createRunLog, definitionWarnings, flatten } from "@stepwell/runlog";
import type { ConsoleLine, Row, RunState } from "@stepwell/runlog";

/**
 * Which summary records the writer leaves in the file.
 * `every`: before each row, as the official client. `last`: only at the end, as at high rates.
 * `explicit`: only what the user set, as if the writer had been killed.
 */
export type SummaryRecords = "every" | "last" | "explicit";

export interface RunLogTarget extends ConformanceTarget {
  /** Everything that the run file would hold. */
  readonly records: readonly LogRecord[];
  /** Calls dropped and deprecated options used. */
  readonly warnings: number;
}

/** A run as the cases see it, on a run log: calls in, records out. */
export function createRunLogTarget(config: unknown, summaryRecords: SummaryRecords): RunLogTarget {
  const log = createRunLog();
  const records: LogRecord[] = [runRecord(flatten(config as JsonObject))];
  let localConfig = { ...(config as JsonObject) };
  let warnings = 0;
  let seconds = 0;

  const now = () => {
    seconds += 0.25;
    return { timestamp: 1_700_000_000 + seconds, runtime: seconds };
  };

  function writeSummary(): void {
    for (const record of log.takeSummary()) {
      const derived = record.update.some(({ path }) => path[0] === "_step" || path[0] === "_runtime");
      if (!derived || summaryRecords !== "explicit") records.push(record);
    }
  }

  function write(outcome: ReturnType<typeof log.log>): void {
    if (outcome.dropped !== undefined) warnings += 1;
    records.push(...outcome.metrics);
    if (summaryRecords === "every") writeSummary();
    records.push(...outcome.rows);
  }

  function setConfig(key: string, value: unknown): void {
    if (key in localConfig && JSON.stringify(localConfig[key]) !== JSON.stringify(value)) {
      throw new Error(`The config's "${key}" has another value.`);
    }
    changeConfig({ [key]: value as Json });
  }

  function changeConfig(data: JsonObject): void {
    localConfig = { ...localConfig, ...data };
    records.push({ type: "config", update: flatten(data), remove: [] });
  }

  return {
    records,
    get warnings() {
      return warnings;
    },
    log(data, { step, commit }) {
      const call = { items: flatten(data as Row), ...(commit === undefined ? {} : { commit }) };
      write(log.log(step === undefined ? call : { ...call, step: step as number }, now()));
    },
    defineMetric(name, { summary, ...options }) {
      const definition = {
        name,
        ...options,
        ...(summary === undefined ? {} : { summary: summary.split(",") }),
      };
      records.push(...log.define(definition));
      warnings += definitionWarnings(definition).length;
    },
    setSummary(path, value) {
      log.setSummary(path, value as Json);
      if (summaryRecords !== "last") writeSummary();
    },
    deleteSummary(path) {
      log.deleteSummary(path);
      if (summaryRecords !== "last") writeSummary();
    },
    readSummary: () => withoutTimes(log.summary, false) as JsonObject,
    updateConfig(data, allowValChange) {
      const update = data as JsonObject;
      for (const key of Object.keys(update)) {
        const changes =
          key in localConfig && JSON.stringify(localConfig[key]) !== JSON.stringify(update[key]);
        if (changes && !allowValChange) throw new Error(`The config's "${key}" has another value.`);
      }
      changeConfig(update);
    },
    setConfig,
    setConfigDefaults(data) {
      changeConfig({ ...(data as JsonObject), ...localConfig });
    },
    mutateConfig(path, value) {
      const [key = "", inner = ""] = path;
      localConfig = {
        ...localConfig,
        [key]: { ...(localConfig[key] as JsonObject), [inner]: value as Json },
      };
    },
    readConfig: () => localConfig,
    step: () => log.step,
    writeConsole(stream, text) {
      records.push({ type: "output-raw", stream, text, timestamp: { seconds: 1_700_000_000, nanos: 0 } });
    },
    finish() {
      write(log.finish(now()));
      writeSummary();
      records.push({ type: "exit", exitCode: 0, runtime: Math.floor(seconds) });
    },
  };
}

export interface Folded {
  readonly rows: readonly Row[];
  readonly console: readonly ConsoleLine[];
  readonly state: RunState;
}

/** What the records amount to; with `throughFile` after they were written to a run file's bytes and read back. */
export function foldRecords(records: readonly LogRecord[], throughFile = false): Folded {
  const fold = createRunFold();
  for (const record of throughFile ? readBack(records) : records) fold.apply(record);
  return { rows: fold.takeRows(), console: fold.takeConsole(), state: fold.state };
}

/** The records after they were written to a run file's bytes and read from them. */
export function readBack(records: readonly LogRecord[]): LogRecord[] {
  const encoder = createRunFileEncoder();
  const reader = createRunFileReader();
  reader.push(encoder.header().slice());
  for (const record of records) reader.push(encoder.encode(record).slice());
  const read: LogRecord[] = [];
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(`The file written was damaged: ${event.reason}`);
    read.push(event.record);
  }
  return read;
}

/** A row or summary without the keys that depend on a clock. */
export function withoutTimes(data: JsonObject, keepTimestamp: boolean): JsonObject {
  const { _runtime: _r, _wandb: _w, _timestamp, ...rest } = data;
  return keepTimestamp && _timestamp !== undefined ? { ...rest, _timestamp } : rest;
}

function runRecord(config: readonly Item[]): RunRecord {
  return {
    type: "run",
    runId: "case",
    entity: "",
    project: "conformance",
    config,
    group: "",
    jobType: "",
    displayName: "",
    notes: "",
    tags: [],
    sweepId: "",
    host: "",
    startingStep: 0,
    startTime: { seconds: 1_700_000_000, nanos: 0 },
    resumed: false,
    runtime: 0,
    forked: false,
  };
}
