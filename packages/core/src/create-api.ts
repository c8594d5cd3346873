import type { ArtifactCalls } from "./artifacts/artifact-calls.ts";
import { ResumeError } from "./errors/resume-error.ts";
import { NoRunError } from "./errors/no-run-error.ts";
import { checkOptionsObject } from "./run/check-call.ts";
import { createDisabledRun } from "./run/create-disabled-run.ts";
import { createRun } from "./run/create-run.ts";
import type { Config } from "./run/config.ts";
import type { LogData, OpenKeys } from "./run/log-data.ts";
import type { FinishOptions, LogOptions, MetricOptions, Run } from "./run/run.ts";
import type { Summary } from "./run/summary.ts";
import type { InitOptions } from "./settings/init-options.ts";
import { loadConfig } from "./settings/load-config.ts";
import { resolveSettings } from "./settings/resolve-settings.ts";
import type { Settings } from "./settings/resolve-settings.ts";
import { createDelivery } from "./sync/create-delivery.ts";
import type { World } from "./world.ts";
import type { WriterClaim } from "./writers/claim-writer-role.ts";

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
  /** Finishes the current run; nothing happens when there is none. */
  finish(options?: FinishOptions): Promise<void>;
  /** `run.config` of the current run. */
  readonly config: Config;
  /** `run.summary` of the current run. */
  readonly summary: Summary;
}

function unusedOptions(runId: string): string {
  return `Stepwell: run "${runId}" is still active; init() gave it back and used none of its options. Finish it first, or ask for init({ reinit: "create_new" }).\n`;
}

function checkMayReturn({ resume }: Settings, activeId: string): void {
  if (resume.kind !== "resume" || resume.when !== "must") return;
  throw new ResumeError(
    `[core] Failed to start the run: it must resume, but run "${activeId}" is still active. Finish it first, or use init({ reinit: "finish_previous" }).`,
    { runId: activeId, reason: "active" },
  );
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
    const here = options.world ?? world();
    const settings = resolveSettings(options, here);
    const { reinit } = settings;
    if (current !== undefined && reinit === "return_previous") {
      checkMayReturn(settings, current.id);
      if (!settings.silent && Object.keys(options).length > 0) here.print(unusedOptions(current.id));
      return current as unknown as Run<Keys>;
    }
    if (reinit === "finish_previous") await current?.finish();
    let run: Run<Keys> | undefined = undefined;
    const onFinish = (): void => {
      if ((current as unknown) === run) current = undefined;
    };
    const config = loadConfig(options.config, settings, here);
    if (settings.mode === "disabled")
      run = createDisabledRun<Keys>({ settings, config, world: here, onFinish });
    else {
      const { server } = settings;
      const opened = (await here.openRun?.(settings)) ?? { world: here, settings };
      const resuming = opened.settings.resume.kind === "none" ? undefined : await loadResume();
      const plan = await resuming?.continueRun(opened.settings, opened.world);
      const claim = await claimRole(plan?.settings ?? opened.settings, opened.world);
      try {
        const continuation = plan && resuming?.continuationFor(claim.settings, plan);
        run = createRun<Keys>({
          settings: claim.settings,
          config: resuming?.withOldConfig(config, continuation) ?? config,
          continuation,
          world: opened.world,
          onFinish,
          deliver: (folder) =>
            server && createDelivery({ folder, server, world: opened.world, silent: settings.silent }),
        });
      } finally {
        claim.release();
      }
    }
    if (reinit !== "create_new") current = run as unknown as Run<OpenKeys>;
    return run;
  }

  return {
    init,
    log: (data, options) => currentRun("log").log(data, options),
    defineMetric: (name, options) => currentRun("defineMetric").defineMetric(name, options),
    logArtifact: async (artifact, options) => currentRun("logArtifact").logArtifact(artifact, options),
    useArtifact: async (artifact, options) => currentRun("useArtifact").useArtifact(artifact, options),
    finish: async (options) => {
      await current?.finish(options);
    },
    config: forwarded(() => currentRun("config").config),
    summary: forwarded(() => currentRun("summary").summary),
  };
}

// Most runs are new ones with an id of their own, whose programs are spared what others need.
const loadResume = () => import("./resume/continue-run.ts");

async function claimRole(settings: Settings, world: World): Promise<WriterClaim> {
  if (!settings.isIdGiven && settings.shared === undefined) return { settings, release: () => undefined };
  const { claimWriterRole } = await import("./writers/claim-writer-role.ts");
  return claimWriterRole(settings, world);
}

/** An object that stands for whatever `target` returns at the time of each access. */
function forwarded<Target extends object>(target: () => Target): Target {
  return new Proxy({} as Target, {
    // Symbols are asked for by inspectors and `await`, which must not fail for want of a run.
    get: (_, key) => (typeof key === "symbol" ? undefined : (Reflect.get(target(), key) as unknown)),
    set: (_, key, value) => Reflect.set(target(), key, value),
    has: (_, key) => Reflect.has(target(), key),
    deleteProperty: (_, key) => Reflect.deleteProperty(target(), key),
    ownKeys: () => Reflect.ownKeys(target()),
    getOwnPropertyDescriptor(_, key) {
      const found = Reflect.getOwnPropertyDescriptor(target(), key);
      return found && { ...found, configurable: true };
    },
  });
}
