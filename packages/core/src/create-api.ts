import type { ArtifactCalls } from "./artifacts/artifact-calls.ts";
import { boundCall, boundPromise } from "./bound-call.ts";
import { createCurrentRun } from "./current-run.ts";
import { forwarded } from "./forwarded.ts";
import type { AlertOptions } from "./run/alert.ts";
import type { Config } from "./run/config.ts";
import type { LogData, OpenKeys } from "./run/log-data.ts";
import type { FinishOptions, LogOptions, MetricOptions, Run } from "./run/run.ts";
import type { SaveOptions } from "./run/save-files.ts";
import type { Summary } from "./run/summary.ts";
import type { InitOptions } from "./settings/init-options.ts";
import type { World } from "./world.ts";

/** `init` and the functions that are bound to the current run. */
export interface Api {
  /**
   * Starts a run. Without options it writes into `./wandb`, and nothing leaves the machine. Rejects with `UsageError`
   * for options that make no sense and for a folder that can't be written.
   *
   * @example const run = await init({ project: "mnist", config: { lr: 1e-3 } });
   */
  init<Keys extends object = OpenKeys>(options?: InitOptions): Promise<Run<Keys>>;
  /** `run.log` of the current run. Throws `UsageError` before `init` and after `finish`. */
  log(data: LogData<OpenKeys>, options?: LogOptions): void;
  /** `run.defineMetric` of the current run. */
  defineMetric(name: string, options?: MetricOptions<OpenKeys>): void;
  /** `run.logArtifact` of the current run. */
  logArtifact: ArtifactCalls["logArtifact"];
  /** `run.useArtifact` of the current run. */
  useArtifact: ArtifactCalls["useArtifact"];
  /** `run.logModel` of the current run. */
  logModel: ArtifactCalls["logModel"];
  /** `run.useModel` of the current run. */
  useModel: ArtifactCalls["useModel"];
  /** `run.linkArtifact` of the current run. */
  linkArtifact: ArtifactCalls["linkArtifact"];
  /** `run.linkModel` of the current run. */
  linkModel: ArtifactCalls["linkModel"];
  /** `run.logCode` of the current run. */
  logCode: ArtifactCalls["logCode"];
  /** `run.alert` of the current run. */
  alert(title: string, text: string, options?: AlertOptions): void;
  /** `run.save` of the current run. */
  save(path: string, options?: SaveOptions): string[];
  /** `run.markPreempting` of the current run. */
  markPreempting(): void;
  /** `run.writeLogs` of the current run. */
  writeLogs(text: string): void;
  /** `run.flush` of the current run. */
  flush(): Promise<void>;
  /** Finishes the current run; nothing happens when there is none. */
  finish(options?: FinishOptions): Promise<void>;
  /** `run.config` of the current run. */
  readonly config: Config;
  /** `run.summary` of the current run. */
  readonly summary: Summary;
  /** The run that was started last and is not over. Throws `NoRunError` when there is none. */
  currentRun(): Run<OpenKeys>;
}

/** One set of module-level functions with its own current run; `world` is asked for at each `init` without one. */
export function createApi(world: () => World): Api {
  const current = createCurrentRun(world);
  return {
    init: current.init,
    finish: current.finish,
    // Called for every row: nothing is gathered and spread on its way.
    log: (data, options) => current.of("log").log(data, options),
    defineMetric: boundCall(current, "defineMetric"),
    alert: boundCall(current, "alert"),
    save: boundCall(current, "save"),
    markPreempting: boundCall(current, "markPreempting"),
    writeLogs: boundCall(current, "writeLogs"),
    logArtifact: boundPromise(current, "logArtifact"),
    useArtifact: boundPromise(current, "useArtifact"),
    logModel: boundPromise(current, "logModel"),
    useModel: boundPromise(current, "useModel"),
    linkArtifact: boundPromise(current, "linkArtifact"),
    linkModel: boundPromise(current, "linkModel"),
    logCode: boundPromise(current, "logCode"),
    flush: boundPromise(current, "flush"),
    config: forwarded(() => current.of("config").config),
    summary: forwarded(() => current.of("summary").summary),
    currentRun: () => current.of("currentRun"),
  };
}
