import { FileSystemError } from "@stepwell/effects";
import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";
import type { World } from "../world.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { didYouMean } from "./did-you-mean.ts";
import { SETTINGS_WITHOUT_MEANING } from "./settings-without-meaning.ts";
import { parseIni } from "./parse-ini.ts";
import { readSettingsText } from "./read-settings-text.ts";
import { SETTINGS } from "./setting-table.ts";

/** A value from a settings file. */
export interface FileEntry {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly line: number;
  /** Whose file it is. */
  readonly origin: "wandb-file" | "stepwell-file";
}

const MAX_BYTES = 256 * 1024;
const SECTION = "default";

/** Whose settings file lies where. */
interface SettingsFile {
  readonly path: string;
  readonly origin: FileEntry["origin"];
}

/**
 * What the settings files say, the weakest first: W&B's of the user, ours of the user, that of the working folder.
 * Nothing where the host has no home folder. Throws `UsageError` for files that make no sense and unknown names.
 */
export function readSettingsFiles(world: World): FileEntry[] {
  return settingsFiles(world).flatMap((file) => entriesOf(file, world));
}

function settingsFiles({ env, host, workingFolder }: World): SettingsFile[] {
  if (host.homeFolder === undefined) return [];
  const wandb = env["WANDB_CONFIG_DIR"] || `${host.homeFolder}/.config/wandb`;
  const own = env["STEPWELL_CONFIG_DIR"] || `${host.homeFolder}/.config/stepwell`;
  return [
    { path: `${absolutePath(wandb, workingFolder)}/settings`, origin: "wandb-file" },
    { path: `${absolutePath(own, workingFolder)}/settings`, origin: "stepwell-file" },
    { path: `${workingFolder}/wandb/settings`, origin: "wandb-file" },
  ];
}

function entriesOf({ path, origin }: SettingsFile, { fileSystem }: World): FileEntry[] {
  if (!isInReach(path, fileSystem)) return [];
  const verb = "read the settings";
  const text = readSettingsText(fileSystem, path, { maxBytes: MAX_BYTES, verb });
  if (text === undefined) return [];
  const { entries, badLines } = parseIni(text);
  if (badLines.length > 0) {
    refuse(`line ${badLines[0]} of "${path}" is neither "name = value" nor "[section]"`, "Correct it.");
  }
  return entries
    .filter((entry) => entry.section === SECTION)
    .map(({ name, value, line }) => {
      checkName(name, `line ${line} of "${path}"`);
      return { name, value, line, path, origin };
    });
}

/** False in a folder of somebody else, as the home folder that a container's user got from its image. */
function isInReach(path: string, fileSystem: World["fileSystem"]): boolean {
  try {
    fileSystem.statSync(path);
    return true;
  } catch (error) {
    if (FileSystemError.isInstance(error) && ["EACCES", "EPERM"].includes(error.code)) return false;
    throw error;
  }
}

function checkName(name: string, place: string): void {
  const known = Object.values(SETTINGS).map((setting) => setting.name as string);
  // What W&B tries out comes and goes; the rest of its names is known.
  if (known.includes(name) || name.startsWith("x_") || SETTINGS_WITHOUT_MEANING.includes(name)) return;
  refuse(`the setting "${showValue(name)}" in ${place} is not known`, didYouMean(name, known));
}

function refuse(reason: string, remedy: string): never {
  throw new UsageError(`[core] Failed to read the settings: ${reason}. ${remedy}`);
}
