import { openRun } from "#opening";
import type { ArtifactCalls } from "./artifacts/artifact-calls.ts";
import { NoRunError } from "./errors/no-run-error.ts";
import { OptionError } from "./errors/option-error.ts";
import { forwarded } from "./forwarded.ts";
import type { AlertOptions } from "./run/alert.ts";
import { checkOptionsObject } from "./run/check-call.ts";
import type { Config } from "./run/config.ts";
import type { LogData, OpenKeys } from "./run/log-data.ts";
import type { FinishOptions, LogOptions, MetricOptions, Run } from "./run/run.ts";
import type { SaveOptions } from "./run/save-files.ts";
import { startRun } from "./run/start-run.ts";
import type { Summary } from "./run/summary.ts";
import type { InitOptions } from "./settings/init-options.ts";
import { showValue } from "./show-value.ts";
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
}

/** One set of module-level functions with its own current run; `world` is asked for at each `init` without one. */
export function createApi(world: () => World): Api {
  let current: Run<OpenKeys> | undefined;
  let lastInit: Promise<unknown> = Promise.resolve();

  function currentRun(what: string): Run<OpenKeys> {
    if (current !== undefined) return current;
    throw new NoRunError(`[core] Failed to use "${what}": no run is active. Call await init() first.`, {
      member: what,
    });
  }

  /** One after the other, so that the second of two calls finds the run of the first. */
  function init<Keys extends object>(options?: InitOptions): Promise<Run<Keys>> {
    const started = lastInit.then(() => start<Keys>(options));
    lastInit = started.catch(() => undefined);
    return started;
  }

  async function start<Keys extends object>(options: InitOptions = {}): Promise<Run<Keys>> {
    checkOptionsObject("start the run", options, '{ project: "mnist" }');
    checkWorld(options.world);
    const here = options.world ?? world();
    const opening = await openRun(options, here);
    const { settings } = opening;
    const { reinit } = settings;
    if (current !== undefined && reinit === "return_previous") {
      opening.drop();
      if (settings.resume.kind === "resume" && settings.resume.when === "must") {
        throw (await import("./resume/still-active.ts")).stillActive(current.id);
      }
      if (!settings.silent && Object.keys(options).length > 0) here.print(unusedOptions(current.id));
      return current as unknown as Run<Keys>;
    }
    if (reinit === "finish_previous") await current?.finish();
    let run: Run<Keys> | undefined = undefined;
    const onFinish = (): void => {
      if ((current as unknown) === run) current = undefined;
    };
    run = await startRun<Keys>({ opening, config: options.config, world: here, onFinish });
    if (reinit !== "create_new") current = run as unknown as Run<OpenKeys>;
    return run;
  }

  return {
    init,
    log: (data, options) => currentRun("log").log(data, options),
    defineMetric: (name, options) => currentRun("defineMetric").defineMetric(name, options),
    logArtifact: async (artifact, options) => currentRun("logArtifact").logArtifact(artifact, options),
    useArtifact: async (artifact, options) => currentRun("useArtifact").useArtifact(artifact, options),
    logModel: async (path, options) => currentRun("logModel").logModel(path, options),
    useModel: async (name) => currentRun("useModel").useModel(name),
    linkArtifact: async (artifact, target, options) =>
      currentRun("linkArtifact").linkArtifact(artifact, target, options),
    linkModel: async (path, name, options) => currentRun("linkModel").linkModel(path, name, options),
    logCode: async (root, options) => currentRun("logCode").logCode(root, options),
    alert: (title, text, options) => currentRun("alert").alert(title, text, options),
    save: (path, options) => currentRun("save").save(path, options),
    markPreempting: () => currentRun("markPreempting").markPreempting(),
    writeLogs: (text) => currentRun("writeLogs").writeLogs(text),
    flush: async () => currentRun("flush").flush(),
    finish: async (options) => {
      await current?.finish(options);
    },
    config: forwarded(() => currentRun("config").config),
    summary: forwarded(() => currentRun("summary").summary),
  };
}

function unusedOptions(runId: string): string {
  return `Stepwell: run "${runId}" is still active; init() gave it back and used none of its options. Finish it first, or ask for init({ reinit: "create_new" }).\n`;
}

function checkWorld(world: unknown): void {
  if (world === undefined || (typeof world === "object" && world !== null && "fileSystem" in world)) return;
  throw new OptionError(
    `[core] Failed to start the run: the option "world" is "${showValue(world)}". Give what createNodeWorld() returns, or leave it out.`,
    { option: "world" },
  );
}
