import type { ConformanceCall, ConformanceCase } from "./conformance-case.ts";

type Data = { readonly [key: string]: unknown };

/** A run as the cases see it. `log`, `setSummary`… throw what they refuse. Values come decoded. */
export interface ConformanceTarget {
  log(data: unknown, options: { step?: unknown; commit?: boolean }): unknown;
  defineMetric(name: string, options: ConformanceDefinition): unknown;
  setSummary(path: readonly string[], value: unknown): unknown;
  deleteSummary(path: readonly string[]): unknown;
  /** The live summary. */
  readSummary(): Data | Promise<Data>;
  updateConfig(data: unknown, allowValChange: boolean): unknown;
  setConfig(key: string, value: unknown): unknown;
  setConfigDefaults(data: unknown): unknown;
  /** Changes a nested object of the local config in place. */
  mutateConfig(path: readonly string[], value: unknown): unknown;
  readConfig(): Data;
  step(): number | bigint;
  writeConsole(stream: "stdout" | "stderr", text: string): unknown;
  finish(): unknown;
  /** Calls beyond these, as on tables. */
  other?(call: ConformanceCall, decode: (value: unknown) => unknown): unknown;
}

/** The options of a definition; `summary` is the official comma-separated text. */
interface ConformanceDefinition {
  readonly stepMetric?: string;
  readonly stepSync?: boolean;
  readonly hidden?: boolean;
  readonly summary?: string;
  readonly overwrite?: boolean;
}

/** What the calls themselves showed. */
export interface ConformanceTrace {
  readonly reads: readonly { readonly call: number; readonly value: unknown }[];
  readonly errors: readonly { readonly call: number; readonly error: unknown }[];
}

/** The initial config of a case. */
export function initialConfig({ calls }: ConformanceCase): unknown {
  return calls[0]?.op === "init" ? calls[0].config : {};
}

/** Makes the calls of a case in order and finishes the run; a call that throws is noted and the next one is made. */
export async function runCase(
  { calls }: ConformanceCase,
  target: ConformanceTarget,
  decode: (value: unknown) => unknown,
): Promise<ConformanceTrace> {
  const reads: { call: number; value: unknown }[] = [];
  const errors: { call: number; error: unknown }[] = [];
  for (const [index, call] of calls.entries()) {
    try {
      const value = await makeCall(call, target, decode);
      if (READING.has(call.op)) reads.push({ call: index, value });
    } catch (error) {
      errors.push({ call: index, error });
    }
  }
  if (!calls.some((call) => call.op === "finish")) await target.finish();
  return { reads, errors };
}

const READING: ReadonlySet<string> = new Set([
  "summary.get",
  "summary.read",
  "config.get",
  "config.read",
  "run.step",
]);

async function makeCall(
  call: ConformanceCall,
  target: ConformanceTarget,
  decode: (value: unknown) => unknown,
): Promise<unknown> {
  const path = call.path ?? [];
  switch (call.op) {
    case "init":
      return undefined;
    case "log":
      return target.log(decode(call.data), given({ step: decode(call.step), commit: call.commit }));
    case "define_metric": {
      const { stepMetric, stepSync, hidden, summary, overwrite } = call;
      return target.defineMetric(
        call.name ?? "",
        given({ stepMetric, stepSync, hidden, summary, overwrite }),
      );
    }
    case "summary.set":
      return target.setSummary(path, decode(call.value));
    case "summary.update":
      for (const [key, value] of Object.entries(call.data as Data))
        await target.setSummary([key], decode(value));
      return undefined;
    case "summary.delete":
      return target.deleteSummary(path);
    case "summary.get":
      return valueAt(await target.readSummary(), path);
    case "summary.read":
      return target.readSummary();
    case "config.update":
      return target.updateConfig(decode(call.data), call.allowValChange ?? false);
    case "config.set":
      return target.setConfig(call.key ?? "", decode(call.value));
    case "config.setdefaults":
      return target.setConfigDefaults(decode(call.data));
    case "config.mutate":
      return target.mutateConfig(path, decode(call.value));
    case "config.get":
      return valueAt(target.readConfig(), [call.key ?? ""]);
    case "config.read":
      return target.readConfig();
    case "run.step":
      return target.step();
    case "console":
      return target.writeConsole(call.stream ?? "stdout", decode(call.text) as string);
    case "finish":
      return target.finish();
    default:
      if (target.other !== undefined) return target.other(call, decode);
      throw new Error(`The call "${call.op}" is unknown to this reader of the cases.`);
  }
}

function valueAt(data: Data, path: readonly string[]): unknown {
  let value: unknown = data;
  for (const part of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) {
      throw new Error(`There is no "${path.join(".")}".`);
    }
    value = (value as Data)[part];
  }
  return value;
}

/** The options that were passed; the cases tell an absent one from `undefined`. */
function given<T extends object>(options: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const passed = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(passed) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
