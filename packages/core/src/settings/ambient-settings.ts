import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { InitOptions } from "./init-options.ts";

const DEFAULT_INTERVAL_SECONDS = 15;
const MIN_INTERVAL_SECONDS = 0.1;
const CONSOLE_MODES = ["auto", "off", "wrap", "wrap_raw", "wrap_emu", "redirect"];

const SWITCHES = ["git", "dependencies", "args"] as const;

/** What is recorded beside the user's calls. */
export interface AmbientSettings {
  readonly console: boolean;
  /** Undefined: no system metrics. */
  readonly statsIntervalMs: number | undefined;
  readonly git: boolean;
  /** Given in place of what the repository says. */
  readonly gitCommit: string | undefined;
  readonly gitRemoteUrl: string | undefined;
  readonly dependencies: boolean;
  readonly args: boolean;
}

/** Arguments win over the environment. Throws `UsageError` for values that make no sense. */
export function resolveAmbientSettings(
  options: InitOptions,
  env: (name: string) => string | undefined,
): AmbientSettings {
  for (const name of SWITCHES) checkSwitch(name, options[name]);
  const isOn = (option: boolean | undefined, ...switches: readonly string[]): boolean =>
    option ?? !switches.some((name) => isTrue(env(name)));
  const noMachine = "_DISABLE_MACHINE_INFO";
  return {
    console: consoleOf(options.console ?? env("CONSOLE") ?? "auto"),
    statsIntervalMs: isOn(options.stats && true, "_DISABLE_STATS", noMachine)
      ? intervalOf(options, env)
      : undefined,
    // As in W&B, any value but "false" turns git off here.
    git:
      options.git ??
      (["", "false"].includes(env("DISABLE_GIT")?.toLowerCase() ?? "") && isOn(undefined, noMachine)),
    gitCommit: env("GIT_COMMIT"),
    gitRemoteUrl: env("GIT_REMOTE_URL"),
    dependencies: options.dependencies ?? !isFalse(env("_SAVE_REQUIREMENTS")),
    args: isOn(options.args, "_DISABLE_META", noMachine),
  };
}

function checkSwitch(name: string, value: unknown): void {
  if (value === undefined || typeof value === "boolean") return;
  throw new UsageError(
    `[core] Failed to start the run: "${showValue(value)}" is not a value of "${name}". Use true or false.`,
  );
}

function consoleOf(mode: string): boolean {
  if (CONSOLE_MODES.includes(mode)) return mode !== "off";
  throw new UsageError(
    `[core] Failed to start the run: "${showValue(mode)}" is not a value of "console". Use "auto" or "off".`,
  );
}

function intervalOf(options: InitOptions, env: (name: string) => string | undefined): number {
  const given = options.stats === false ? undefined : options.stats?.intervalSeconds;
  const seconds = given ?? Number(env("_STATS_SAMPLING_INTERVAL") ?? DEFAULT_INTERVAL_SECONDS);
  if (Number.isFinite(seconds) && seconds >= MIN_INTERVAL_SECONDS) return seconds * 1000;
  throw new UsageError(
    `[core] Failed to start the run: "${showValue(given ?? env("_STATS_SAMPLING_INTERVAL"))}" seconds between system metrics is not usable. Give a number from ${MIN_INTERVAL_SECONDS}.`,
  );
}

function isTrue(value: string | undefined): boolean {
  return ["y", "yes", "t", "true", "on", "1"].includes(value?.toLowerCase() ?? "");
}

function isFalse(value: string | undefined): boolean {
  return ["n", "no", "f", "false", "off", "0"].includes(value?.toLowerCase() ?? "");
}
