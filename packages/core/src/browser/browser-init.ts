import type { CurrentRun } from "../current-run.ts";
import type { OpenKeys } from "../run/log-data.ts";
import type { Run } from "../run/run.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createBrowserWorld } from "./browser-world.ts";
import type { BrowserWorldOptions } from "./browser-world.ts";
import { watchPageRun } from "./page-runs.ts";

/** The options of `init`, and what only a browser needs. */
export interface BrowserInitOptions extends InitOptions, BrowserWorldOptions {}

/** `init` of a page. Resolves when the run's first records are kept, and rejects when they can't be. */
export type BrowserInit = <Keys extends object = OpenKeys>(
  options?: BrowserInitOptions,
) => Promise<Run<Keys>>;

/** `init` in a browser's world. */
export function initIn(current: Pick<CurrentRun, "init">): BrowserInit {
  return async <Keys extends object>(options: BrowserInitOptions = {}) => {
    const run = await current.init<Keys>(withWorld(options));
    watchPageRun(run);
    try {
      // The run is there when its first records are.
      await run.flush();
    } catch (error) {
      await run.finish({ exitCode: 1, timeout: 0 });
      throw error;
    }
    return run;
  };
}

function withWorld(options: BrowserInitOptions): InitOptions {
  if (options.workerUrl === undefined && options.storage === undefined) return options;
  const { workerUrl, storage, ...rest } = options;
  const world = { ...(workerUrl && { workerUrl }), ...(storage && { storage }) };
  return { world: createBrowserWorld(world), ...rest };
}
