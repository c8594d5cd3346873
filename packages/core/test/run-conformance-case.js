import { createRunFileReader, printJson } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { createApi } from "../src/create-api.js";
import { createMemoryAmbient } from "../src/testing/memory-ambient.js";
import { createMemoryWorld } from "../src/testing/memory-world.js";
import { initialConfig, runCase } from "@stepwell/conformance";
import { mediaFiles, tablesOf } from "./conformance-files.js";
import { decodeCoreValue } from "./conformance-value.js";
/** Makes a case's calls through the public API, in a world in memory, and reads the file that came of it. */
export async function runCoreCase(one) {
  const world = createMemoryWorld();
  const ambient = createMemoryAmbient();
  const { init } = createApi(() => ({ ...world, ambient }));
  const run = await init({
    id: one.id,
    project: "conformance",
    silent: true,
    stats: false,
    config: decodeCoreValue(initialConfig(one)),
  });
  const named = new Map();
  const decode = (value) => decodeCoreValue(value, named);
  const trace = await runCase(one, targetOf({ run, named, ambient }), decode);
  const { rows, state, records, console } = readBack(
    world.fileSystem.readFileSync(`${run.folder}/run-${one.id}.wandb`),
  );
  const missing = state.files.filter((path) => world.fileSystem.statSync(`${run.dir}/${path}`) === undefined);
  if (missing.length > 0) throw new Error(`Named in the run file but not there: ${missing.join(", ")}`);
  const warnings = run.stats().dropped["step-too-low"] ?? 0;
  const encoded = records.flatMap((record) => (record.type === "history" ? [encodedLeaves(record)] : []));
  const files = mediaFiles(world.fileSystem, run.dir, state.files, one.expect.files ?? {});
  const tables = tablesOf(rows, records, world.fileSystem, run.dir);
  return { ...trace, rows, state, encoded, warnings, files, tables, console };
}
function encodedLeaves({ items }) {
  return items
    .filter(({ path }) => !["_step", "_timestamp", "_runtime"].includes(path[0] ?? ""))
    .flatMap(({ path, value }) => leavesOf(path, value))
    .sort((left, right) => (left.path.join("/") < right.path.join("/") ? -1 : 1));
}
function leavesOf(path, value) {
  const isObject = typeof value === "object" && value !== null;
  if (isObject && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf([...path, key], inner));
  }
  const json = printJson(value);
  return isObject && json.includes("{") ? [] : [{ path, json }];
}
function targetOf({ run, named, ambient }) {
  return {
    log: (data, options) => run.log(data, options),
    defineMetric: (name, options) => run.defineMetric(name, options),
    setSummary(path, value) {
      const parent = path.slice(0, -1).reduce((at, part) => {
        return at[part];
      }, run.summary);
      parent[path.at(-1)] = value;
    },
    deleteSummary: (path) => run.summary.delete(path),
    readSummary: () => run.summary.toJSON(),
    updateConfig: (data, allowValChange) => run.config.update(data, { allowValChange }),
    setConfig(key, value) {
      run.config[key] = value;
    },
    setConfigDefaults: (data) => run.config.setDefaults(data),
    mutateConfig(path, value) {
      const parent = path.slice(0, -1).reduce((at, part) => {
        return at[part];
      }, run.config);
      parent[path.at(-1)] = value;
    },
    readConfig: () => run.config.toJSON(),
    step: () => run.step,
    writeConsole: (stream, text) => ambient.print(text, stream),
    finish: () => run.finish(),
    other(call, decode) {
      const table = named.get(call.table ?? "");
      if (call.op === "let") named.set(call.name ?? "", decode(call.value));
      else if (call.op === "table.add_data") table.addData(...decode(call.row));
      else if (call.op === "table.add_column") table.addColumn(call.name ?? "", decode(call.data));
      else throw new Error(`The call "${call.op}" is unknown to this reader of the cases.`);
    },
  };
}
/** Every record of a run file, folded. Throws for damage. */
export function readBack(bytes) {
  const reader = createRunFileReader();
  const fold = createRunFold();
  const records = [];
  reader.push(bytes);
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(`The file is damaged: ${event.reason}`);
    records.push(event.record);
    fold.apply(event.record);
  }
  return { rows: fold.takeRows(), state: fold.state, console: fold.takeConsole(), records };
}
/** A row, summary or config without the members that differ from run to run. */
export function withoutOwn(object, ...names) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
}
//# sourceMappingURL=run-conformance-case.js.map
