import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { JsonObject } from "@stepwell/protocol";
import { printJson } from "@stepwell/protocol";
import type { RunState } from "@stepwell/runlog";
import { messageOf } from "../message-of.ts";
import { configYaml } from "./config-yaml.ts";
import { metadataJson } from "./metadata-json.ts";

export interface EndFilesOptions {
  readonly filesFolder: string;
  readonly fileSystem: FileSystem;
  readonly state: RunState;
  /** As it is uploaded. */
  readonly config: JsonObject;
}

/**
 * Writes what a run says of itself into its `files/` when it is over: `wandb-metadata.json`, `config.yaml` and
 * `wandb-summary.json`. Returns the names of those that are there and a sentence for each that could not be written.
 */
export async function writeEndFiles(
  options: EndFilesOptions,
): Promise<{ names: readonly string[]; problems: readonly string[] }> {
  const { filesFolder, fileSystem, state, config } = options;
  const names: string[] = [];
  const problems: string[] = [];
  for (const [name, print] of textsOf(state, config)) {
    const path = `${filesFolder}/${name}`;
    try {
      // What another client of the run wrote there knows more of its machine than its run file says.
      const isKept = !isOurs(state) && (await fileSystem.stat(path))?.kind === "file";
      if (!isKept) await fileSystem.writeFile(path, new TextEncoder().encode(print()));
      names.push(name);
    } catch (error) {
      const reason = FileSystemError.isInstance(error) ? error.code : messageOf(error);
      problems.push(`[core] Failed to write "${name}": ${reason}. Its content is in the run file.`);
    }
  }
  return { names, problems };
}

function* textsOf(state: RunState, config: JsonObject): Generator<[string, () => string]> {
  const { environment } = state;
  if (environment !== undefined) yield ["wandb-metadata.json", () => metadataJson(environment)];
  yield ["config.yaml", () => configYaml(config)];
  yield ["wandb-summary.json", () => printJson(state.summary)];
}

/** True for a run that this client wrote. */
export function isOurs({ config }: RunState): boolean {
  const own = config["_wandb"];
  return typeof own === "object" && own !== null && Object.hasOwn(own, "stepwell");
}
