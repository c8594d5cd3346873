import { initialConfig, runCase } from "@stepwell/conformance";
import type { ConformanceCase, ConformanceTarget, ConformanceTrace } from "@stepwell/conformance";
import { createRunFileReader, printJson } from "@stepwell/protocol";
import type { HistoryRecord, Json, JsonObject, LogRecord } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import type { ConsoleLine, Row, RunState } from "@stepwell/runlog";
import { createApi } from "../src/create-api.ts";
import type { Table } from "../src/media/table.ts";
import type { OpenKeys } from "../src/run/log-data.ts";
import type { MetricOptions, Run } from "../src/run/run.ts";
import { createMemoryAmbient } from "../src/testing/memory-ambient.ts";
import type { MemoryAmbient } from "../src/testing/memory-ambient.ts";
import type { MemoryFileSystem } from "@stepwell/effects/testing";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import { mediaFiles, tablesOf } from "./conformance-files.ts";
import { decodeDtype } from "./conformance-media.ts";
import { decodeCoreValue } from "./conformance-value.ts";

export interface EncodedLeaf {
  readonly path: readonly string[];
  readonly json: string;
}

/** What a case left in the run file, read back, and what its calls showed. */
export interface ConformanceResult extends ConformanceTrace {
  readonly rows: readonly Row[];
  readonly state: RunState;
  readonly warnings: number;
  /** Per row, the JSON text of every leaf in the run file, sorted by path; lists that hold objects are left out. */
  readonly encoded: readonly (readonly EncodedLeaf[])[];
  /** Media files by name, with the facts that the case expects of them. */
  readonly files: Readonly<Record<string, JsonObject>>;
  readonly tables: readonly JsonObject[];
  readonly console: readonly ConsoleLine[];
}

/** Makes a case's calls through the public API, in a world in memory, and reads the file that came of it. */
export async function runCoreCase(one: ConformanceCase): Promise<ConformanceResult> {
  const { readFile: _, fileSystem, dir, ...result } = await readCoreCase(one);
  return { ...result, files: mediaFiles(fileSystem, dir, result.state.files, one.expect.files ?? {}) };
}

/** The same, with the run's files still to be read. */
export async function readCoreCase(one: ConformanceCase): Promise<
  Omit<ConformanceResult, "files"> & {
    readonly fileSystem: MemoryFileSystem;
    readonly dir: string;
    readFile(path: string): Uint8Array;
  }
> {
  const world = createMemoryWorld();
  const ambient = createMemoryAmbient();
  const { init } = createApi(() => ({ ...world, ambient }));
  const run = await init({
    id: one.id,
    project: "conformance",
    silent: true,
    stats: false,
    config: decodeCoreValue(initialConfig(one)) as object,
  });
  const named = new Map<string, unknown>();
  const decode = (value: unknown): unknown => decodeCoreValue(value, named);
  const trace = await runCase(one, targetOf({ run, named, ambient }), decode);
  const { rows, state, records, console } = readBack(
    world.fileSystem.readFileSync(`${run.folder}/run-${one.id}.wandb`),
  );
  const missing = state.files.filter((path) => world.fileSystem.statSync(`${run.dir}/${path}`) === undefined);
  if (missing.length > 0) throw new Error(`Named in the run file but not there: ${missing.join(", ")}`);
  const warnings = run.stats().dropped["step-too-low"] ?? 0;
  const { fileSystem } = world;
  return {
    ...trace,
    rows,
    state,
    warnings,
    console,
    encoded: encodedLeavesOf(records),
    tables: tablesOf(rows, records, fileSystem, run.dir),
    fileSystem,
    dir: run.dir,
    readFile: (path) => fileSystem.readFileSync(`${run.dir}/${path}`),
  };
}

/** Per row, the JSON text of every leaf, sorted by path; lists that hold objects are left out. */
export function encodedLeavesOf(records: readonly LogRecord[]): EncodedLeaf[][] {
  return records.flatMap((record) => (record.type === "history" ? [encodedLeaves(record)] : []));
}

function encodedLeaves({ items }: HistoryRecord): EncodedLeaf[] {
  return items
    .filter(({ path }) => !["_step", "_timestamp", "_runtime"].includes(path[0] ?? ""))
    .flatMap(({ path, value }) => leavesOf(path, value))
    .sort((left, right) => (left.path.join("/") < right.path.join("/") ? -1 : 1));
}

function leavesOf(path: readonly string[], value: Json): EncodedLeaf[] {
  const isObject = typeof value === "object" && value !== null;
  if (isObject && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]: [string, Json]) => leavesOf([...path, key], inner));
  }
  const json = printJson(value);
  return isObject && json.includes("{") ? [] : [{ path, json }];
}

interface Target {
  readonly run: Run;
  readonly named: Map<string, unknown>;
  readonly ambient: MemoryAmbient;
}

function targetOf({ run, named, ambient }: Target): ConformanceTarget {
  return {
    log: (data, options) => run.log(data as Record<string, unknown>, options as { step?: number }),
    defineMetric: (name, options) => run.defineMetric(name, options as MetricOptions<OpenKeys>),
    setSummary(path, value) {
      const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, part) => {
        return at[part] as Record<string, unknown>;
      }, run.summary);
      parent[path.at(-1) as string] = value;
    },
    deleteSummary: (path) => run.summary.delete(path),
    readSummary: () => run.summary.toJSON(),
    updateConfig: (data, allowValChange) => run.config.update(data as object, { allowValChange }),
    setConfig(key, value) {
      run.config[key] = value;
    },
    setConfigDefaults: (data) => run.config.setDefaults(data as object),
    mutateConfig(path, value) {
      const parent = path.slice(0, -1).reduce<Record<string, unknown>>((at, part) => {
        return at[part] as Record<string, unknown>;
      }, run.config);
      parent[path.at(-1) as string] = value;
    },
    readConfig: () => run.config.toJSON(),
    step: () => run.step,
    writeConsole: (stream, text) => ambient.print(text, stream),
    finish: () => run.finish(),
    other(call, decode) {
      const table = named.get(call.table ?? "") as Table;
      if (call.op === "let") named.set(call.name ?? "", decode(call.value));
      else if (call.op === "table.add_data") table.addData(...(decode(call.row) as unknown[]));
      else if (call.op === "table.add_column")
        table.addColumn(call.name ?? "", decode(call.data) as unknown[]);
      else if (call.op === "table.cast")
        table.cast(call.name ?? "", decodeDtype(call.dtype), { optional: call.optional ?? false });
      else if (call.op === "table.set_pk") table.setPk(call.name ?? "");
      else throw new Error(`The call "${call.op}" is unknown to this reader of the cases.`);
    },
  };
}

/** Every record of a run file, folded. Throws for damage. */
export function readBack(bytes: Uint8Array): {
  rows: readonly Row[];
  state: RunState;
  console: readonly ConsoleLine[];
  records: readonly LogRecord[];
} {
  const reader = createRunFileReader();
  const fold = createRunFold();
  const records: LogRecord[] = [];
  reader.push(bytes);
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(`The file is damaged: ${event.reason}`);
    records.push(event.record);
    fold.apply(event.record);
  }
  return { rows: fold.takeRows(), state: fold.state, console: fold.takeConsole(), records };
}

/** A row, summary or config without the members that differ from run to run. */
export function withoutOwn(object: JsonObject, ...names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
}
