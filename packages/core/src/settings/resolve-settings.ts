import { defaultProject, readSettingsFiles } from "#host-settings";
import { randomId } from "@stepwell/effects";
import type { StepPolicy } from "@stepwell/runlog";
import { OptionError } from "../errors/option-error.ts";
import type { World } from "../world.ts";
import { writerLabel } from "../writers/writer-label.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { resolveAmbientSettings } from "./ambient-settings.ts";
import type { AmbientSettings } from "./ambient-settings.ts";
import { checkOptionNames, checkProject, checkRunId, checkTags } from "./check-options.ts";
import { createSettingReader } from "./choose-settings.ts";
import type { SettingReader } from "./choose-settings.ts";
import type { InitOptions, Mode, Reinit } from "./init-options.ts";
import { resolveResumePolicy } from "./resume-policy.ts";
import type { ResumeChoices, ResumePolicy } from "./resume-policy.ts";
import { resolveServer } from "./resolve-server.ts";
import { withoutSweepOptions } from "./sweep-options.ts";

/** The options of a run after defaults, environment and arguments are put together. */
export interface Settings {
  /** Never empty. */
  readonly project: string;
  readonly entity: string;
  readonly runId: string;
  readonly name: string;
  readonly notes: string;
  readonly tags: readonly string[];
  readonly group: string;
  readonly jobType: string;
  /** Empty outside of a sweep. */
  readonly sweepId: string;
  /** Absolute. */
  readonly root: string;
  readonly mode: Mode;
  readonly steps: StepPolicy;
  readonly silent: boolean;
  /** Set exactly when `mode` is `online`. */
  readonly server: { readonly baseUrl: string; readonly apiKey: string } | undefined;
  /** Sentences for the start block, when what was given suggests more than we do. */
  readonly hints: readonly string[];
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
  /** A table with more rows than are kept is an error, and not cut. */
  readonly refusesLongTables: boolean;
  readonly reinit: Reinit;
  /** Files whose values win over the option `config`, absolute. */
  readonly configPaths: readonly string[];
  /** The file with the parameters that a sweep chose, absolute. */
  readonly sweepParamPath: string | undefined;
  readonly ignoreGlobs: readonly string[];
}

/**
 * Options win over `STEPWELL_*`, which win over `WANDB_*`, which win over settings files. Throws `UsageError` for values
 * that make no sense, with the place they came from.
 */
export function resolveSettings(given: InitOptions, world: World): Settings {
  checkOptionNames(given);
  const files = readSettingsFiles(world);
  const { options, hints } = withoutSweepOptions(given, world);
  const reader = createSettingReader({ options, env: world.env, files });
  const { value } = reader;
  const inFolder = (path: string): string => absolutePath(path, world.workingFolder);
  const { mode, isShared, server, notes } = resolveServer(reader, world);
  const ambient = resolveAmbientSettings(options, reader);
  const resume = resolveResumePolicy(resumeChoices(reader));
  const codeDir = value("codeDir");
  const sweepParamPath = value("sweepParamPath");
  return {
    ...resolveRunId(reader, resume, world),
    project: projectOf(reader, ambient, world),
    tags: tagsOf(reader),
    mode,
    server,
    resume,
    ambient,
    hints: [...hints, ...notes],
    entity: value("entity"),
    name: value("runName"),
    notes: value("notes"),
    group: value("group"),
    jobType: value("jobType"),
    sweepId: value("sweepId"),
    root: inFolder(value("dir")),
    steps: value("steps"),
    reinit: value("reinit"),
    silent: value("silent"),
    shared: writerOf(reader, { isShared, world }),
    initTimeoutMs: value("initTimeout"),
    finishTimeoutMs: value("finishTimeout"),
    saveCode: value("saveCode") && !value("disableCode"),
    codeFolder: codeDir === undefined ? undefined : inFolder(codeDir),
    allowValChange: value("allowValChange"),
    refusesLongTables: value("longTables") || value("strict"),
    ignoreGlobs: value("ignoreGlobs"),
    configPaths: value("configPaths").map(inFolder),
    sweepParamPath: sweepParamPath === undefined ? undefined : inFolder(sweepParamPath),
  };
}

function projectOf(reader: SettingReader, ambient: AmbientSettings, world: World): string {
  const project = reader.value("project");
  if (project === undefined || project === "") return defaultProject(world, ambient);
  checkProject(project);
  return project;
}

function tagsOf(reader: SettingReader): readonly string[] {
  const tags = reader.value("tags");
  checkTags(tags);
  return tags;
}

function resolveRunId(
  reader: SettingReader,
  resume: ResumePolicy,
  world: World,
): Pick<Settings, "runId" | "isIdGiven"> {
  const given = reader.value("runId");
  if (given !== undefined) checkRunId(given);
  if (resume.kind === "rewind" && given !== undefined && given !== resume.runId) {
    refuse(
      `the run has the id "${given}" and goes on from "${resume.runId}"`,
      'Give the same id, or use "forkFrom" to begin another run.',
    );
  }
  if (resume.kind === "fork" && given === resume.runId) {
    refuse(
      `the run has the id "${given}" and is forked from itself`,
      'Give another id, or use "resumeFrom".',
    );
  }
  if (resume.kind === "rewind") {
    checkRunId(resume.runId);
    return { runId: resume.runId, isIdGiven: true };
  }
  return { runId: given ?? randomId(world.random, 8), isIdGiven: given !== undefined };
}

function resumeChoices({ chosen }: SettingReader): ResumeChoices {
  const resume = chosen("resume");
  return {
    resume: resume && { value: resume.value === "no" ? undefined : resume.value, source: resume.source },
    resumeFrom: chosen("resumeFrom"),
    forkFrom: chosen("forkFrom"),
  };
}

function writerOf(
  { value }: SettingReader,
  { isShared, world }: { isShared: boolean; world: World },
): Settings["shared"] {
  const [label, isPrimary] = [value("label"), value("primary")];
  if (!isShared) return undefined;
  return { label: label || writerLabel(world.processes.host, world.random), isPrimary };
}

function refuse(reason: string, remedy: string): never {
  throw new OptionError(`[core] Failed to start the run: ${reason}. ${remedy}`, { option: "id" });
}
