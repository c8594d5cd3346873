import { randomId } from "@stepwell/effects";
import type { BegunRun } from "../run/begun-run.ts";
import type { Opening } from "../run/opening.ts";
import { initialConfig } from "../run/config-values.ts";
import { CoreError } from "../core-error.ts";
import type { InitOptions } from "../settings/init-options.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { goOnInPage } from "./go-on-in-page.ts";
import type { BeginRequest, MessageLine, PageFacts, PageMessage, WorkerMessage } from "./page-messages.ts";
import { keepPageRun } from "./page-runs.ts";
import { reviveLater } from "./revive-later.ts";

export interface OpenPageRunOptions {
  readonly options: InitOptions;
  /** What the run's world is made of. */
  readonly base: World;
  readonly page: PageFacts;
  readonly storage: BeginRequest["storage"];
  readonly line: MessageLine<PageMessage, WorkerMessage>;
}

/**
 * Opens a run of a page: its worker reads the options and begins the file, so that a page need not bring the code.
 * Rejects with `UsageError` for options that make no sense, with `CoreError` when the worker does not start.
 */
export async function openPageRun(from: OpenPageRunOptions): Promise<Opening> {
  const { line } = from;
  try {
    const settings = await settingsOf(from);
    return {
      settings,
      begin: (config) => beginPageRun(from, settings, config),
      drop: () => line.close(),
    };
  } catch (error) {
    line.close();
    throw error;
  }
}

async function beginPageRun(
  { line, base, page, storage }: OpenPageRunOptions,
  settings: Settings,
  config: InitOptions["config"],
): Promise<BegunRun> {
  const volume = randomId(base.random, 16);
  try {
    const given = typeof config === "string" ? config : encoded(config);
    const kept = await keepPageRun(line, { volume, settings, config: given, page, storage });
    return await goOnInPage(kept, { base, volume, hostName: page.hostName });
  } catch (error) {
    // The worker lets the storage go, and ends when it has delivered what earlier pages left.
    line.post({ type: "close" });
    throw error;
  }
}

function encoded(config: object | undefined): BeginRequest["config"] {
  return initialConfig({ values: [config ?? {}], locked: {} }).values;
}

async function settingsOf({ options, base, page, line }: OpenPageRunOptions): Promise<Settings> {
  const { world: _, config: __, ...asked } = options;
  try {
    return await new Promise((resolve, reject) => {
      line.listen((message) => {
        if (message.type === "resolved") resolve(message.settings);
        if (message.type === "failed") void reviveLater(message.error).then(reject);
        if (message.type === "refused")
          reject(new CoreError(`[core] Failed to start the run: ${message.reason}`));
      });
      line.post({ type: "resolve", options: asked, page });
    });
  } catch (error) {
    if (isUnsendable(error)) return resolveHere(asked, base);
    throw error;
  }
}

/** What can't be sent is refused, with a sentence; or it is an object of a framework, which can be read here. */
async function resolveHere(options: InitOptions, base: World): Promise<Settings> {
  const { openRun } = await import("./open-elsewhere.ts");
  const { settings } = await openRun(options, base);
  return JSON.parse(JSON.stringify(settings)) as Settings;
}

function isUnsendable(error: unknown): boolean {
  return error instanceof Error && error.name === "DataCloneError";
}
