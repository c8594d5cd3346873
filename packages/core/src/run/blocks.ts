import type { Settings } from "../settings/resolve-settings.ts";
import { VERSION } from "../version.ts";
import type { KeptFiles } from "./kept-files.ts";
import { amount } from "./amount.ts";
import type { RunStats } from "./run-stats.ts";

export interface StartBlockOptions {
  readonly settings: Settings;
  readonly folder: string;
  /** 0 for a run that begins anew. */
  readonly startingStep: number;
  /** What is said beside the hints of the settings. */
  readonly hints: readonly string[];
}

/** The lines that `init` prints. */
export function startBlock({ settings, folder, startingStep, hints }: StartBlockOptions): string {
  const { server } = settings;
  return block([
    `Stepwell ${VERSION}: run "${settings.name || settings.runId}" in project "${settings.project}"`,
    `  saved in   ${folder}`,
    server === undefined ? `  watch it   npx stepwell` : `  sent to    ${server.baseUrl}`,
    startingStep === 0 ? "" : `  goes on    at step ${startingStep}`,
    ...[...settings.hints, ...hints].map((hint) => `  note       ${hint}`),
  ]);
}

export interface EndBlockOptions {
  readonly settings: Settings;
  readonly folder: string;
  readonly exitCode: number;
  readonly runtimeSeconds: number;
  readonly stats: RunStats;
  readonly kept: KeptFiles;
  /** What `lostLines` says of what was dropped. */
  readonly lost: readonly string[];
  /** Why the run file is dead, if it is. */
  readonly failure: string | undefined;
  /** What a server has not got yet, as a sentence. */
  readonly undelivered: string | undefined;
  /** Where the server shows the run, once it has said so. */
  readonly url: string | undefined;
}

/** The lines that the end of a run prints. */
export function endBlock(options: EndBlockOptions): string {
  const { settings, folder, exitCode, failure, undelivered } = options;
  const end = exitCode === 0 ? "finished" : `failed with exit code ${exitCode}`;
  return block([
    `Stepwell: run "${settings.name || settings.runId}" ${end} after ${duration(options.runtimeSeconds)}`,
    `  logged     ${loggedText(options)}`,
    ...options.lost,
    failure === undefined ? "" : `  error      ${failure}`,
    undelivered === undefined ? "" : `  not sent   ${undelivered}`,
    `  saved in   ${folder}`,
    seeLine(options),
  ]);
}

/** A run without rows may have been made for what it keeps. */
function loggedText({ stats, kept }: EndBlockOptions): string {
  const { artifacts, files } = kept;
  const others = [
    ...(artifacts === 0 ? [] : [amount(artifacts, "artifact", "artifacts")]),
    ...(files === 0 ? [] : [amount(files, "file", "files")]),
  ];
  if (stats.rowsWritten === 0 && others.length > 0) return others.join(", ");
  return `${amount(stats.rowsWritten, "row", "rows")}, ${amount(stats.values, "value", "values")}`;
}

function block(lines: readonly string[]): string {
  return lines.filter((line) => line !== "").join("\n") + "\n";
}

/** Without a server the folder is shown by the command; a server that never answered has no page of the run. */
function seeLine({ settings, url }: EndBlockOptions): string {
  if (settings.server === undefined) return `  see it     npx stepwell`;
  return url === undefined ? "" : `  see it     ${url}`;
}

function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  const rest = `${minutes % 60} min ${Math.floor(seconds % 60)} s`;
  return minutes < 60 ? rest : `${Math.floor(minutes / 60)} h ${rest}`;
}
