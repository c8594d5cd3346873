import { randomId } from "@stepwell/effects";
import type { StepPolicy } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import type { World } from "../world.ts";
import { resolveAmbientSettings } from "./ambient-settings.ts";
import type { AmbientSettings } from "./ambient-settings.ts";
import { checkBaseUrl, checkOptions, checkTags } from "./check-options.ts";
import type { InitOptions, Mode } from "./init-options.ts";
import { resolveResumePolicy } from "./resume-policy.ts";
import type { ResumeMode, ResumePolicy } from "./resume-policy.ts";

/** The options of a run after defaults, environment and arguments are put together. */
export interface Settings {
  readonly project: string;
  readonly entity: string;
  readonly runId: string;
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly group: string;
  readonly jobType: string;
  /** Absolute. */
  readonly root: string;
  readonly mode: Mode;
  readonly steps: StepPolicy;
  readonly silent: boolean;
  /** Set exactly when `mode` is `online`. */
  readonly server: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  /** A sentence for the start block, when the environment suggests more than we do. */
  readonly hint: string | undefined;
  readonly ambient: AmbientSettings;
  /** False: the id was made up. */
  readonly isIdGiven: boolean;
  readonly resume: ResumePolicy;
  /** The run is written by several processes; the label is never empty then. */
  readonly shared: { readonly label: string; readonly isPrimary: boolean } | undefined;
  readonly initTimeoutMs: number;
  readonly finishTimeoutMs: number;
  readonly saveCode: boolean;
  /** Absolute; undefined when no folder's source is to be kept. */
  readonly codeFolder: string | undefined;
  readonly allowValChange: boolean;
  readonly ignoreGlobs: readonly string[];
}

/** Arguments win over `STEPWELL_*`, which win over `WANDB_*`. Throws `UsageError` for values that make no sense. */
export function resolveSettings(options: InitOptions, world: World): Settings {
  const env = (name: string): string | undefined =>
    given(world.env[`STEPWELL_${name}`]) ?? given(world.env[`WANDB_${name}`]);
  const project = options.project ?? env("PROJECT") ?? "";
  const runId = options.id ?? env("RUN_ID") ?? randomId(world.random, 8);
  checkOptions(options, { project, runId });
  const tags =
    options.tags ??
    env("TAGS")
      ?.split(",")
      .map((tag) => tag.trim()) ??
    [];
  checkTags(tags);
  const baseUrl = (options.baseUrl ?? env("BASE_URL"))?.replace(/\/+$/, "");
  const apiKey = options.apiKey ?? env("API_KEY") ?? "";
  const asked = options.mode ?? env("MODE");
  const isShared = asked === "shared";
  const mode = modeOf(isShared ? undefined : asked, baseUrl);
  if (options.mode === "online" && baseUrl === undefined) {
    throw new UsageError(
      `[core] Failed to start the run: mode is "online" but no server is named. Start one with "npx stepwell" and give its address as baseUrl or STEPWELL_BASE_URL.`,
    );
  }
  if (mode === "online" && baseUrl !== undefined) checkBaseUrl(baseUrl);
  return {
    project,
    runId,
    tags,
    mode,
    entity: options.entity ?? env("ENTITY") ?? "",
    name: options.name ?? env("NAME") ?? "",
    notes: options.notes ?? env("NOTES") ?? "",
    group: options.group ?? env("RUN_GROUP") ?? "",
    jobType: options.jobType ?? env("JOB_TYPE") ?? "",
    root: absolute(options.dir ?? env("DIR") ?? ".", world.workingFolder),
    steps: options.steps ?? "monotonic",
    silent: options.silent ?? isTrue(env("SILENT")),
    server: mode === "online" && baseUrl !== undefined ? { baseUrl, apiKey } : undefined,
    hint: mode === "offline" ? offlineHint(world.env, baseUrl) : undefined,
    ambient: resolveAmbientSettings(options, env),
    isIdGiven: (options.id ?? env("RUN_ID")) !== undefined,
    resume: resolveResumePolicy({
      resume: { value: resumeModeOf(options.resume), source: "resume" },
      resumeFrom:
        options.resumeFrom === undefined ? undefined : { value: options.resumeFrom, source: "resumeFrom" },
      forkFrom: options.forkFrom === undefined ? undefined : { value: options.forkFrom, source: "forkFrom" },
    }),
    shared: isShared
      ? {
          label: options.label ?? `${world.processes.host}-${randomId(world.random, 8)}`,
          isPrimary: options.primary ?? true,
        }
      : undefined,
    initTimeoutMs: options.initTimeout ?? 90_000,
    finishTimeoutMs: options.finishTimeout ?? 30_000,
    saveCode: options.saveCode ?? isTrue(env("SAVE_CODE")),
    codeFolder: options.codeDir === undefined ? undefined : absolute(options.codeDir, world.workingFolder),
    allowValChange: options.allowValChange ?? false,
    ignoreGlobs: options.ignoreGlobs ?? [],
  };
}

// An empty variable is as good as none.
function given(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

function resumeModeOf(value: InitOptions["resume"]): ResumeMode | undefined {
  if (value === true) return "auto";
  return value === false ? undefined : value;
}

// `online` in the environment speaks to W&B's own client; without a server it can't be followed.
function modeOf(value: string | undefined, baseUrl: string | undefined): Mode {
  switch (value?.toLowerCase()) {
    case undefined:
    case "online":
    case "run":
      return baseUrl === undefined ? "offline" : "online";
    case "offline":
    case "dryrun":
      return "offline";
    case "disabled":
      return "disabled";
    default:
      throw new UsageError(
        `[core] Failed to start the run: the mode "${value}" in the environment is not known. Use "online", "offline" or "disabled".`,
      );
  }
}

// Many people have a key exported; a local tool must not send their data away for that.
function offlineHint(env: World["env"], baseUrl: string | undefined): string | undefined {
  if (baseUrl !== undefined || given(env["WANDB_API_KEY"]) === undefined) return undefined;
  return "WANDB_API_KEY is set, but no server is: nothing is sent. Name one with STEPWELL_BASE_URL.";
}

function isTrue(value: string | undefined): boolean {
  return ["y", "yes", "t", "true", "on", "1"].includes(value?.toLowerCase() ?? "");
}

function absolute(path: string, workingFolder: string): string {
  const full = path.startsWith("/") || /^[a-z]:[/\\]/i.test(path) ? path : `${workingFolder}/${path}`;
  return full.replace(/(\/\.)+(?=\/|$)/g, "").replace(/(?<=.)\/+$/, "");
}
