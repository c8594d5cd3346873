import type { StepPolicy } from "@stepwell/runlog";
import type { InitOptions, Reinit } from "./init-options.ts";
import type { ResumeMode } from "./resume-policy.ts";
import {
  choice,
  duration,
  durationOrForever,
  flag,
  interval,
  list,
  offByAnyText,
  opposite,
  orBoolean,
  text,
} from "./setting-kind.ts";
import type { SettingKind } from "./setting-kind.ts";

/** One setting: what it is called, where it can be given, and how it is read. */
export interface Setting<Value> {
  /** In settings files, and in the environment as `STEPWELL_<NAME>` and `WANDB_<NAME>`; `x_a` is `WANDB__A` there. */
  readonly name: string;
  /** A shorter name in the environment, as `DIR`; it wins over the one made of `name`. */
  readonly variable?: string;
  /** As `init` calls it; undefined where it has no such option. */
  readonly option?: keyof InitOptions;
  readonly kind: SettingKind<Value>;
  /** What it is where nobody says it; milliseconds for times. */
  readonly fallback?: Value;
  /** Its value stands in no message. */
  readonly isSecret?: boolean;
}

const steps: readonly StepPolicy[] = ["monotonic", "strict", "any"];
const reinits: readonly Reinit[] = ["return_previous", "finish_previous", "create_new"];
const resumes: readonly (ResumeMode | "no")[] = ["allow", "must", "never", "auto"];

/** Every setting. Names are W&B's where it has such a setting. */
export const SETTINGS = {
  project: { name: "project", option: "project", kind: text },
  entity: { name: "entity", option: "entity", kind: text, fallback: "" },
  runId: { name: "run_id", option: "id", kind: text },
  runName: { name: "run_name", variable: "NAME", option: "name", kind: text, fallback: "" },
  notes: { name: "run_notes", variable: "NOTES", option: "notes", kind: text, fallback: "" },
  tags: { name: "run_tags", variable: "TAGS", option: "tags", kind: list, fallback: [] },
  group: { name: "run_group", option: "group", kind: text, fallback: "" },
  jobType: { name: "run_job_type", variable: "JOB_TYPE", option: "jobType", kind: text, fallback: "" },
  dir: { name: "root_dir", variable: "DIR", option: "dir", kind: text, fallback: "." },
  mode: {
    name: "mode",
    option: "mode",
    kind: choice(["offline", "online", "disabled", "shared"], { dryrun: "offline", run: "online" }),
  },
  label: { name: "x_label", option: "label", kind: text },
  primary: { name: "x_primary", option: "primary", kind: flag, fallback: true },
  baseUrl: { name: "base_url", option: "baseUrl", kind: text },
  apiKey: { name: "api_key", option: "apiKey", kind: text, isSecret: true },
  steps: { name: "steps", option: "steps", kind: choice(steps), fallback: "monotonic" },
  reinit: {
    name: "reinit",
    option: "reinit",
    kind: orBoolean<Reinit>(choice<Reinit>(reinits, { default: "return_previous" }), {
      true: "finish_previous",
      false: "return_previous",
    }),
    fallback: "return_previous",
  },
  resume: {
    name: "resume",
    option: "resume",
    kind: orBoolean<ResumeMode | "no">(choice(resumes), { true: "auto", false: "no" }),
    fallback: "no",
  },
  resumeFrom: { name: "resume_from", option: "resumeFrom", kind: text },
  forkFrom: { name: "fork_from", option: "forkFrom", kind: text },
  initTimeout: { name: "init_timeout", option: "initTimeout", kind: duration, fallback: 90_000 },
  finishTimeout: {
    name: "finish_timeout",
    option: "finishTimeout",
    kind: durationOrForever,
    fallback: 30_000,
  },
  silent: { name: "silent", option: "silent", kind: flag, fallback: false },
  console: {
    name: "console",
    option: "console",
    kind: choice(["auto", "off"], { wrap: "auto", wrap_raw: "auto", wrap_emu: "auto", redirect: "auto" }),
    fallback: "auto",
  },
  stats: { name: "x_disable_stats", kind: opposite, fallback: true },
  statsInterval: { name: "x_stats_sampling_interval", kind: interval, fallback: 15_000 },
  statsDiskPaths: { name: "x_stats_disk_paths", kind: list, fallback: ["/"] },
  statsGpuIds: { name: "x_stats_gpu_device_ids", kind: list },
  machine: { name: "x_disable_meta", option: "machine", kind: opposite, fallback: true },
  host: { name: "host", kind: text, fallback: "" },
  program: { name: "program", kind: text, fallback: "" },
  username: { name: "username", kind: text, fallback: "" },
  docker: { name: "docker", kind: text, fallback: "" },
  email: { name: "email", variable: "USER_EMAIL", kind: text, fallback: "" },
  machineInfo: { name: "x_disable_machine_info", kind: opposite, fallback: true },
  args: { name: "x_disable_meta", option: "args", kind: opposite, fallback: true },
  git: { name: "disable_git", option: "git", kind: offByAnyText, fallback: true },
  gitCommit: { name: "git_commit", kind: text },
  gitRemote: { name: "git_remote", kind: text, fallback: "origin" },
  gitRemoteUrl: { name: "git_remote_url", kind: text },
  dependencies: { name: "x_save_requirements", option: "dependencies", kind: flag, fallback: true },
  saveCode: { name: "save_code", option: "saveCode", kind: flag, fallback: false },
  disableCode: { name: "disable_code", kind: flag, fallback: false },
  codeDir: { name: "code_dir", option: "codeDir", kind: text },
  ignoreGlobs: { name: "ignore_globs", option: "ignoreGlobs", kind: list, fallback: [] },
  allowValChange: { name: "allow_val_change", option: "allowValChange", kind: flag, fallback: false },
  longTables: {
    name: "table_raise_on_max_row_limit_exceeded",
    option: "tableRaiseOnMaxRowLimitExceeded",
    kind: flag,
    fallback: false,
  },
  strict: { name: "strict", kind: flag, fallback: false },
  configPaths: { name: "config_paths", kind: list, fallback: [] },
  sweepId: { name: "sweep_id", kind: text, fallback: "" },
  sweepParamPath: { name: "sweep_param_path", kind: text },
} as const satisfies Record<string, Setting<unknown>>;

export type SettingKey = keyof typeof SETTINGS;

/** What a setting is once it was read. */
export type SettingValue<Key extends SettingKey> =
  (typeof SETTINGS)[Key] extends Setting<infer Value> ? Value : never;

/** What a setting is once it was read or is not given at all. */
export type SettingResult<Key extends SettingKey> =
  | SettingValue<Key>
  | ((typeof SETTINGS)[Key] extends { readonly fallback: unknown } ? never : undefined);

/** Where a setting stands in the environment, the strongest name first. */
export function variablesOf({ name, variable }: Setting<unknown>): string[] {
  const own = name.startsWith("x_") ? name.slice(1) : name;
  const names = [variable, own.toUpperCase()].filter((one) => one !== undefined);
  return ["STEPWELL_", "WANDB_"].flatMap((prefix) => names.map((one) => `${prefix}${one}`));
}
