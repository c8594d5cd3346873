import { readConfigFile } from "#host-settings";
import { FileError } from "../errors/file-error.ts";
import type { World } from "../world.ts";
import { absolutePath } from "../file/absolute-path.ts";
import type { Settings } from "./resolve-settings.ts";

/** Where the config of a new run comes from. */
export interface ConfigSources {
  /** The first that has a key gives its value. */
  readonly values: readonly object[];
  /** Wins over all of them and stays as it is. */
  readonly locked: object;
  /** Sentences for the start block. */
  readonly hints: readonly string[];
}

const DEFAULTS = "config-defaults.yaml";

/**
 * Files named by `config_paths` win over the option `config`, which wins over `config-defaults.yaml` in the working
 * folder; what a sweep chose is locked. Throws `UsageError` for files that are missing or make no sense.
 */
export function loadConfig(
  given: object | string | undefined,
  { configPaths, sweepParamPath }: Pick<Settings, "configPaths" | "sweepParamPath">,
  world: World,
): ConfigSources {
  const hints: string[] = [];
  const load = (path: string): object => {
    const values = readConfigFile(path, world);
    if (values === undefined) {
      throw new FileError(
        `[core] Failed to read the config: there is no file "${path}". Give the path of a YAML or JSON file.`,
        { path, code: "ENOENT" },
      );
    }
    if (values.size === 0) hints.push(`The config file "${path}" is empty.`);
    return values;
  };
  const named = configPaths.map(load);
  const own = typeof given === "string" ? load(absolutePath(given, world.workingFolder)) : (given ?? {});
  const locked = sweepParamPath === undefined ? {} : load(sweepParamPath);
  return { values: [...named, own, defaults(world)], locked, hints };
}

function defaults(world: World): object {
  if (world.host.homeFolder === undefined) return {};
  return readConfigFile(`${world.workingFolder}/${DEFAULTS}`, world) ?? {};
}
