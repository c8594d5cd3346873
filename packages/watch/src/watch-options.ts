import { UsageError } from "@stepwell/core";
import { checkBins } from "./check-bins.ts";
import type { WatchedRun } from "./watched-run.ts";

const NAMES = ["log", "logFreq", "bins", "logGraph", "idx", "run"];
const LOGS: readonly unknown[] = ["gradients", "parameters", "all", null];

/** What is sampled of a model, how often, how finely, and where it goes. */
export interface WatchOptions {
  /** What is sampled; null for nothing but the graph. Default `gradients`. */
  readonly log?: "gradients" | "parameters" | "all" | null;
  /** A sample at every so many training steps. Default 1000, so the first one comes with step 1000. */
  readonly logFreq?: number;
  /** Bins of a histogram. Default 64, at most 512. */
  readonly bins?: number;
  /** Puts the layers of the model into the run's summary, under `graph_<number>`. Default false. */
  readonly logGraph?: boolean;
  /** The model's number: 0 has plain names, 1 has `graph_1` before them. Default: the run's next one, from 0. */
  readonly idx?: number;
  /** Default: the run that is the current one whenever a sample is taken. */
  readonly run?: WatchedRun;
}

/** `WatchOptions` with everything decided that has a default. */
export interface WatchSettings {
  readonly log: "gradients" | "parameters" | "all" | null;
  readonly logFreq: number;
  readonly bins: number;
  readonly logGraph: boolean;
  readonly idx: number | undefined;
}

/** Throws `UsageError` for options that `watch` would refuse. `others` are names that an integration adds. */
export function checkWatchOptions(options: WatchOptions, others: readonly string[] = []): void {
  readWatchOptions(options, others);
}

/** Throws `UsageError` for options that are not known or make no sense. */
export function readWatchOptions(options: WatchOptions, others: readonly string[] = []): WatchSettings {
  checkNames(options, [...NAMES, ...others]);
  const { log = "gradients", logFreq = 1000, bins = 64, logGraph = false, idx } = options;
  if (options.run !== undefined && !isRun(options.run)) {
    throw new UsageError(
      '[watch] Failed to watch the model: run has no "log". Give what "await init()" resolves with.',
    );
  }
  if (!LOGS.includes(log)) {
    throw refusal("log", log, 'Give "gradients", "parameters", "all" or null');
  }
  if (!Number.isSafeInteger(logFreq) || logFreq < 1) {
    throw refusal("logFreq", logFreq, "Give a whole number of steps, as 100");
  }
  checkBins(bins);
  if (typeof logGraph !== "boolean") throw refusal("logGraph", logGraph, "Give true or false");
  if (idx !== undefined && (!Number.isSafeInteger(idx) || idx < 0)) {
    throw refusal("idx", idx, "Give a whole number from 0, or leave it out");
  }
  return { log, logFreq, bins, logGraph, idx };
}

function checkNames(options: unknown, known: readonly string[]): void {
  const names = `"${known.join('", "')}"`;
  if (typeof options !== "object" || options === null) {
    throw refusal("what came as options", options, `Give an object of ${names}`);
  }
  for (const name in options) {
    if (known.includes(name)) continue;
    throw new UsageError(`[watch] Failed to watch the model: there is no option "${name}". Use ${names}.`);
  }
}

function isRun(run: unknown): boolean {
  return typeof run === "object" && run !== null && typeof Reflect.get(run, "log") === "function";
}

function refusal(name: string, value: unknown, hint: string): UsageError {
  return new UsageError(`[watch] Failed to watch the model: ${name} is "${String(value)}". ${hint}.`);
}
