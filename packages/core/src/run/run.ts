/// <reference lib="esnext.disposable" preserve="true" />
import type { MetricDefinition } from "@stepwell/runlog";
import type { ArtifactCalls } from "../artifacts/artifact-calls.ts";
import type { AlertOptions } from "./alert.ts";
import type { Config } from "./config.ts";
import type { LogData, OpenKeys } from "./log-data.ts";
import type { RunMembers } from "./run-members.ts";
import type { SaveOptions } from "./save-files.ts";
import type { RunStats } from "./run-stats.ts";
import type { RunHandle } from "../writers/thread-port.ts";
import type { Summary } from "./summary.ts";

/** A declared name, or a prefix that ends in `*`. */
export type MetricName<Keys extends object> = (keyof Keys & string) | `${string}*`;

/** What a summary keeps of a metric; `none` is nothing of it, `copy` has no effect. */
export type SummaryMode = "min" | "max" | "mean" | "last" | "first" | "none" | "copy";

/** Which row a call of `log` belongs to, and whether it ends it. */
export interface LogOptions {
  /** A whole number. Alone it opens that step and does not commit. */
  readonly step?: number | bigint | undefined;
  /** Default: true without `step`, false with it. */
  readonly commit?: boolean | undefined;
}

/** What is said of a metric. Absent members of a later call keep what an earlier one said, unless `overwrite`. */
export interface MetricOptions<Keys extends object> extends Omit<
  MetricDefinition,
  "name" | "stepMetric" | "summary"
> {
  /** The metric that this one is drawn over, as `epoch`. */
  readonly stepMetric?: MetricName<Keys>;
  /** One mode, a list of them, or text with commas. Default: the last value. */
  readonly summary?: SummaryMode | `${SummaryMode},${string}` | readonly SummaryMode[];
}

/** How a run ended, and how long its end may take. */
export interface FinishOptions {
  /** Default 0: finished. Anything else: failed. */
  readonly exitCode?: number;
  /** Milliseconds that delivery to a server may take; default 30,000. The run file is complete either way. */
  readonly timeout?: number;
}

/**
 * One run. After `init` no call waits for a disk or a network, and none throws but for misuse of its arguments;
 * what could not be kept is counted in `stats()`. Memory grows with the number of different keys, by about half a
 * kilobyte each, and not with rows.
 */
export interface Run<Keys extends object = OpenKeys> extends RunMembers, ArtifactCalls {
  readonly id: string;
  readonly project: string;
  /** The run's `files/` folder, where media lie; empty when disabled. */
  readonly dir: string;
  /** The run's own folder, which holds the run file; empty when disabled. */
  readonly folder: string;
  /** Where the run can be seen; undefined unless a server said so. */
  readonly url: string | undefined;
  /**
   * Fires when someone asks for the run to stop, on the page of a server that can say so. Nothing else happens: pass it
   * on, or look at `stopSignal.aborted` between epochs.
   */
  readonly stopSignal: AbortSignal;
  /** The step of the next row: the pending one's while a row is held. 0 before the first row, also of a resumed run. */
  readonly step: number;
  readonly summary: Summary<Keys>;
  readonly config: Config;

  /**
   * Logs a row, or a part of one. When it returns, a committed row is in the run file. Throws `UsageError` for data
   * that is no object, for values without a JSON form, for a bad step, and after `finish`; then nothing was logged.
   */
  log(data: LogData<Keys>, options?: LogOptions): void;
  /** Says how a metric is summarised and what it is drawn over; a name may end in `*`. Throws `UsageError`. */
  defineMetric(name: MetricName<Keys>, options?: MetricOptions<Keys>): void;
  /**
   * Adds lines to the run's console, whether or not the process's own output is captured. Does nothing after `finish`.
   */
  writeLogs(text: string): void;
  /**
   * Saves files with the run, below the same names: a path, or a pattern as `checkpoints/*.bin`. They are linked into
   * the run's folder where that is possible, so that `live` follows their changes, and copied elsewhere. Returns where
   * they are in the run's folder; nothing when nothing matches. An absolute path without `basePath` keeps the name of its
   * last folder. Throws `UsageError` for paths and options that make no sense; what can't be linked or copied is counted.
   */
  save(path: string, options?: SaveOptions): string[];
  /**
   * Tells the people behind the run, by whatever the server has for that. It is delivered with the run, once. Throws
   * `UsageError` for a title or text that is no text, and for options that make no sense.
   */
  alert(title: string, text: string, options?: AlertOptions): void;
  /** The config keys that a server shows first. Throws `UsageError` for anything but a list of texts. */
  pinConfigKeys(keys: readonly string[]): void;
  /** Says that this machine is about to be taken away, so that the run counts as preempted and not as crashed. */
  markPreempting(): void;
  /**
   * A handle for one other thread of this process, which calls `attach` with it and logs to this run. In Node it is a
   * `MessagePort`: `new Worker(file, { workerData: { run }, transferList: [run] })`. Throws `UsageError` where there are
   * no worker threads, and after `finish`.
   */
  share(): RunHandle;
  /**
   * Calls `work` once, when the run is about to end and still takes rows, also where the process ends first; what it
   * throws is lost. Returns what takes it back. Throws `UsageError` for anything but a function, and after `finish`.
   */
  beforeFinish(work: () => void): () => void;
  /** Resolves when everything logged so far is on the disk. Rejects with `CoreError` when the disk refused some of it. */
  flush(): Promise<void>;
  /** Commits a held row, writes the end of the run and closes its file. Repeated calls wait for the first one. */
  finish(options?: FinishOptions): Promise<void>;
  /** Counters so far. */
  stats(): RunStats;
  /**
   * `await using run = await init()` finishes the run at the end of the block, with exit code 0 also when the block
   * threw: nobody tells a resource why it is disposed of. Call `finish({ exitCode: 1 })` where that matters.
   */
  [Symbol.asyncDispose](): Promise<void>;
  /** `using run = await init()`: the same, without waiting for delivery to a server. */
  [Symbol.dispose](): void;
}
