import type {
  EnvironmentRecord,
  HeaderRecord,
  Item,
  LogRecord,
  RunRecord,
  TelemetryRecord,
} from "@stepwell/protocol";
import { diskFacts, gpuFacts, programPaths, readGitFacts, slurmFacts } from "#ambient";
import type { GitFacts } from "../ambient/git-facts.ts";
import { scrubArguments, scrubRemote } from "../ambient/scrub-secrets.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { SPOKEN_VERSION, VERSION } from "../version.ts";
import { ignoredFilesItems } from "../sync/ignored-files.ts";
import type { World } from "../world.ts";
import { markWriter } from "../writers/mark-writer.ts";
import { timestampOf } from "./timestamp.ts";

// Numbers of the official client's feature list.
const FEATURE_OFFLINE = 4;
const FEATURE_SET_ID = 14;
const FEATURE_SET_CONFIG = 16;
const NO_GPU = { gpu: "", gpuCount: 0 };

export interface FirstRecordsOptions {
  readonly settings: Settings;
  readonly world: World;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Random, one for each file: it tells two files of one run id apart. */
  readonly writerId: string;
  readonly config: readonly Item[];
}

/** What a run file begins with, in the order of the official client. */
export function firstRecords(options: FirstRecordsOptions): readonly LogRecord[] {
  const git = gitOf(options);
  const { settings } = options;
  const first = [header(), markWriter({ ...run(options), ...git }, settings), telemetry(options)];
  // The environment is said once for a run.
  return settings.shared?.isPrimary === false ? first : [...first, { ...environment(options), ...git }];
}

function header(): HeaderRecord {
  return { type: "header", producer: SPOKEN_VERSION, minConsumer: "0.70.0" };
}

function run({ settings, world, startedAt, writerId, config }: FirstRecordsOptions): RunRecord {
  return {
    type: "run",
    runId: settings.runId,
    entity: settings.entity,
    project: settings.project,
    config: [
      ...config,
      { path: ["_wandb", "stepwell", "writer"], value: writerId },
      { path: ["_wandb", "stepwell", "version"], value: VERSION },
      ...ignoredFilesItems(settings.ignoreGlobs),
    ],
    group: settings.group,
    jobType: settings.jobType,
    displayName: settings.name,
    notes: settings.notes,
    tags: settings.tags,
    sweepId: settings.sweepId,
    host: settings.ambient.host || world.processes.host,
    startingStep: 0,
    startTime: timestampOf(startedAt),
    resumed: false,
    runtime: 0,
    forked: false,
  };
}

function telemetry({ settings, world, config }: FirstRecordsOptions): TelemetryRecord {
  const features = [FEATURE_SET_ID];
  if (settings.mode === "offline") features.unshift(FEATURE_OFFLINE);
  if (config.length > 0) features.push(FEATURE_SET_CONFIG);
  return {
    type: "telemetry",
    features,
    pythonVersion: "",
    cliVersion: SPOKEN_VERSION,
    coreVersion: SPOKEN_VERSION,
    platform: world.host.platform,
  };
}

function environment({ settings, world, startedAt, writerId }: FirstRecordsOptions): EnvironmentRecord {
  const { host } = world;
  const isShown = settings.ambient.machine && world.ambient !== undefined;
  return {
    type: "environment",
    os: host.os,
    runtime: host.runtime,
    startedAt: timestampOf(startedAt),
    args: settings.ambient.args ? scrubArguments(world.ambient?.args ?? []) : [],
    program: settings.ambient.program || host.program,
    docker: settings.ambient.docker,
    ...programPaths(world, settings.ambient.program || host.program),
    email: settings.ambient.email,
    colab: "",
    root: world.workingFolder,
    host: settings.ambient.host || world.processes.host,
    username: settings.ambient.username || host.username,
    executable: host.executable,
    cpuCount: host.cpuCount,
    cpuCountLogical: host.cpuCount,
    ...(settings.ambient.statsIntervalMs === undefined ? NO_GPU : gpuFacts()),
    disks: isShown ? diskFacts(world.ambient, settings.ambient.statsDiskPaths) : [],
    memoryTotal: host.memoryTotal,
    gpusNvidia: [],
    cudaVersion: "",
    gpusAmd: [],
    slurm: isShown ? slurmFacts(world.env) : [],
    writerId,
  };
}

function gitOf({ settings, world }: FirstRecordsOptions): { git?: GitFacts } {
  const { git: isOn, gitCommit, gitRemote, gitRemoteUrl } = settings.ambient;
  if (!isOn) return {};
  const found = readGitFacts({
    fileSystem: world.fileSystem,
    folder: world.workingFolder,
    remote: gitRemote,
  });
  const commit = gitCommit ?? found?.commit ?? "";
  const remoteUrl = gitRemoteUrl === undefined ? (found?.remoteUrl ?? "") : scrubRemote(gitRemoteUrl);
  return commit === "" && remoteUrl === "" ? {} : { git: { commit, remoteUrl } };
}
