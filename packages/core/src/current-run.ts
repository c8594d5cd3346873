import { openRun } from "#opening";
import { NoRunError } from "./errors/no-run-error.ts";
import { OptionError } from "./errors/option-error.ts";
import { checkOptionsObject } from "./run/check-call.ts";
import type { OpenKeys } from "./run/log-data.ts";
import type { FinishOptions, Run } from "./run/run.ts";
import { startRun } from "./run/start-run.ts";
import type { InitOptions } from "./settings/init-options.ts";
import { showValue } from "./show-value.ts";
import type { World } from "./world.ts";

/** Starts runs, and knows which one is meant where none is named. */
export interface CurrentRun {
  init<Keys extends object>(options?: InitOptions): Promise<Run<Keys>>;
  /** The run that was started last and is not over. Throws `NoRunError`; `what` is the member that was asked for. */
  of(what: string): Run<OpenKeys>;
  /** Finishes it; nothing happens when there is none. */
  finish(options?: FinishOptions): Promise<void>;
}

/** `world` is asked for at each `init` without one. */
export function createCurrentRun(world: () => World): CurrentRun {
  let current: Run<OpenKeys> | undefined;
  let lastInit: Promise<unknown> = Promise.resolve();

  function of(what: string): Run<OpenKeys> {
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
    of,
    finish: async (options) => {
      await current?.finish(options);
    },
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
