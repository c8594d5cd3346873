import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";
import type { SettingReader } from "./choose-settings.ts";
import type { InitOptions } from "./init-options.ts";
import { interval } from "./setting-kind.ts";

/** What is recorded beside the user's calls. */
export interface AmbientSettings {
  readonly console: boolean;
  /** Undefined: no system metrics. */
  readonly statsIntervalMs: number | undefined;
  /** As they are given; they are part of the metrics' names. */
  readonly statsDiskPaths: readonly string[];
  /** Undefined: all GPUs. */
  readonly statsGpuIds: readonly number[] | undefined;
  /** What the machine is made of. */
  readonly machine: boolean;
  /** Given by the user, empty otherwise. */
  readonly host: string;
  readonly program: string;
  readonly username: string;
  readonly docker: string;
  readonly email: string;
  readonly git: boolean;
  /** The remote whose address is recorded. */
  readonly gitRemote: string;
  /** Given in place of what the repository says. */
  readonly gitCommit: string | undefined;
  readonly gitRemoteUrl: string | undefined;
  readonly dependencies: boolean;
  readonly args: boolean;
}

/** Throws `UsageError` for values that make no sense. */
export function resolveAmbientSettings(options: InitOptions, reader: SettingReader): AmbientSettings {
  const isMachineShown = reader.value("machineInfo");
  const isOn = (key: "args" | "git" | "machine"): boolean => {
    const chosen = reader.chosen(key);
    return chosen?.origin === "option" ? chosen.value : isMachineShown && reader.value(key);
  };
  const hasStats = statsOption(options.stats) ?? (isMachineShown && reader.value("stats"));
  const gpuIds = reader.value("statsGpuIds");
  return {
    host: reader.value("host"),
    program: reader.value("program"),
    username: reader.value("username"),
    console: reader.value("console") !== "off",
    statsIntervalMs: hasStats ? intervalOf(options.stats, reader) : undefined,
    statsDiskPaths: listed(reader.value("statsDiskPaths")),
    statsGpuIds: gpuIds && listed(gpuIds).map(Number).filter(Number.isInteger),
    machine: isOn("machine"),
    docker: reader.value("docker"),
    email: reader.value("email"),
    git: isOn("git"),
    gitRemote: reader.value("gitRemote"),
    gitCommit: reader.value("gitCommit"),
    gitRemoteUrl: reader.value("gitRemoteUrl"),
    dependencies: reader.value("dependencies"),
    args: isOn("args"),
  };
}

/** W&B's variables for lists hold JSON, so brackets and quotes around the parts do not count. */
function listed(parts: readonly string[]): string[] {
  return parts.map((part) => part.replace(/^[["\s]+|["\]\s]+$/g, "")).filter((part) => part !== "");
}

function statsOption(stats: unknown): boolean | undefined {
  if (stats === undefined || stats === false) return stats;
  if (typeof stats === "object" && stats !== null && !Array.isArray(stats)) return true;
  throw new OptionError(
    `[core] Failed to start the run: "${showValue(stats)}" is not a value of "stats". Use false, or { intervalSeconds: 15 }.`,
    { option: "stats" },
  );
}

function intervalOf(stats: InitOptions["stats"], reader: SettingReader): number {
  const given = stats === false ? undefined : stats?.intervalSeconds;
  if (given === undefined) return reader.value("statsInterval");
  const milliseconds = interval.fromOption(given);
  if (milliseconds !== undefined) return milliseconds;
  throw new OptionError(
    `[core] Failed to start the run: "${showValue(given)}" seconds between system metrics is not usable. ${interval.remedy}`,
    { option: "stats" },
  );
}
