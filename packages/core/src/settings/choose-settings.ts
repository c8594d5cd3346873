import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";
import type { World } from "../world.ts";
import type { InitOptions } from "./init-options.ts";
import { SETTINGS, variablesOf } from "./setting-table.ts";
import type { Setting, SettingKey, SettingResult, SettingValue } from "./setting-table.ts";
import type { FileEntry } from "./settings-files.ts";

/** What a value came from, the weakest first. */
type SettingOrigin = "wandb-file" | "stepwell-file" | "environment" | "option";

/** A value with the place it came from, as a message names it. */
export interface Chosen<Value> {
  readonly value: Value;
  readonly origin: SettingOrigin;
  /** As `WANDB_MODE`, or `"mode" in line 2 of "/home/ada/wandb/settings"`. */
  readonly source: string;
}

/** Reads one setting after another; each throws `OptionError` when its strongest value makes no sense. */
export interface SettingReader {
  chosen<Key extends SettingKey>(key: Key): Chosen<SettingValue<Key>> | undefined;
  /** The fallback where nobody says it. */
  value<Key extends SettingKey>(key: Key): SettingResult<Key>;
}

/** Options win over `STEPWELL_*`, which win over `WANDB_*`, which win over `files` (the last entry of a name counts). */
export function createSettingReader(given: {
  options: InitOptions;
  env: World["env"];
  files: readonly FileEntry[];
}): SettingReader {
  const entries = new Map(given.files.map((entry) => [entry.name, entry]));

  function chosen<Key extends SettingKey>(key: Key): Chosen<SettingValue<Key>> | undefined {
    const setting = SETTINGS[key] as Setting<SettingValue<Key>>;
    return (
      fromOption(setting, given.options) ??
      fromEnvironment(setting, given.env) ??
      fromFile(setting, entries.get(setting.name))
    );
  }

  function value<Key extends SettingKey>(key: Key): SettingResult<Key> {
    const setting = SETTINGS[key] as Setting<SettingValue<Key>>;
    return (chosen(key)?.value ?? setting.fallback) as SettingResult<Key>;
  }

  return { chosen, value };
}

function fromOption<Value>(setting: Setting<Value>, options: InitOptions): Chosen<Value> | undefined {
  const { option, kind } = setting;
  const given = option === undefined ? undefined : options[option];
  if (given === undefined) return undefined;
  const source = `"${option}"`;
  const value = kind.fromOption(given);
  if (value !== undefined) return { value, origin: "option", source };
  return refuse({ setting, given, source, remedy: kind.optionRemedy ?? kind.remedy });
}

function fromEnvironment<Value>(setting: Setting<Value>, env: World["env"]): Chosen<Value> | undefined {
  for (const source of variablesOf(setting)) {
    const given = env[source];
    // An empty variable is as good as none.
    if (given === undefined || given === "") continue;
    return fromText(setting, given, { origin: "environment", source });
  }
  return undefined;
}

function fromFile<Value>(setting: Setting<Value>, entry: FileEntry | undefined): Chosen<Value> | undefined {
  if (entry === undefined || entry.value === "") return undefined;
  const source = `"${entry.name}" in line ${entry.line} of "${entry.path}"`;
  return fromText(setting, entry.value, { origin: entry.origin, source });
}

function fromText<Value>(
  setting: Setting<Value>,
  given: string,
  place: Pick<Chosen<Value>, "origin" | "source">,
): Chosen<Value> {
  const value = setting.kind.fromText(given);
  return value === undefined
    ? refuse({ setting, given, source: place.source, remedy: setting.kind.remedy })
    : { value, ...place };
}

function refuse(bad: { setting: Setting<unknown>; given: unknown; source: string; remedy: string }): never {
  const shown = bad.setting.isSecret ? `a ${typeof bad.given}` : `"${showValue(bad.given)}"`;
  throw new OptionError(
    `[core] Failed to start the run: ${shown} is not a value of ${bad.source}. ${bad.remedy}`,
    { option: bad.setting.option ?? bad.setting.name },
  );
}
