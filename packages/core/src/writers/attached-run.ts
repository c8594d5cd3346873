import type { Config } from "../run/config.ts";
import type { LogData, OpenKeys } from "../run/log-data.ts";
import type { LogOptions, MetricName, MetricOptions, Run } from "../run/run.ts";
import type { RunStats } from "../run/run-stats.ts";
import type { Summary } from "../run/summary.ts";

/**
 * A run of another thread of this process. Calls are checked and encoded here, media are written here, and the owner
 * writes the rest: in the order of the calls of each thread. A call is acknowledged when `flush` has resolved.
 */
export interface AttachedRun<Keys extends object = OpenKeys> extends Pick<Run, "alert"> {
  readonly id: string;
  readonly name: string;
  readonly project: string;
  readonly dir: string;
  readonly folder: string;
  readonly url: string | undefined;
  /** What this thread has set; what is logged is summarised by the owner. */
  readonly summary: Summary<Keys>;
  /** What was set when the run was shared, and what this thread has set since. */
  readonly config: Config;
  /**
   * As `log` of the run itself. Waits up to a second while the owner is far behind; then what the owner can't take is
   * dropped and counted, until it goes on.
   */
  log(data: LogData<Keys>, options?: LogOptions): void;
  defineMetric(name: MetricName<Keys>, options?: MetricOptions<Keys>): void;
  writeLogs(text: string): void;
  /** Resolves when everything that this thread has logged is on the disk, or was counted because the run is over. */
  flush(): Promise<void>;
  /** `pending` are the rows that the owner has not written yet. */
  stats(): RunStats;
  /** Flushes and lets go of the run, which goes on. */
  detach(): Promise<void>;
  /** `await using run = await attach(handle)` detaches at the end of the block. */
  [Symbol.asyncDispose](): Promise<void>;
}
