import { UsageError } from "../core-error.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { artifactName } from "../media/artifact-writer.ts";
import { checkOptions } from "../run/check-call.ts";
import type { RunContext } from "../run/run-context.ts";
import { showValue } from "../show-value.ts";
import type { LogArtifactOptions, LogModelOptions } from "./artifact-calls.ts";
import { Artifact } from "./artifact.ts";
import { checkAliases, checkArtifactTags } from "./check-artifact.ts";
import { baseName } from "./entry-name.ts";
import type { ArtifactLog } from "./log-artifact.ts";
import type { LogCodeOptions } from "./log-code.ts";

/** The calls that log artifacts. Each rejects with `UsageError` for arguments that make no sense. */
export interface LogCalls {
  logArtifact(given: unknown, options?: LogArtifactOptions): Promise<Artifact>;
  logModel(path: string, options?: LogModelOptions): Promise<Artifact>;
  logCode(root: string | undefined, options?: LogCodeOptions): Promise<Artifact | undefined>;
}

export function createLogCalls({ settings, world, checkOpen }: RunContext, log: ArtifactLog): LogCalls {
  async function fromPath(path: string, name: string | undefined, type: string): Promise<Artifact> {
    const given = name ?? artifactName(`run-${settings.runId}-${baseName(path)}`).slice(0, 128);
    const artifact = new Artifact({ name: given, type });
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) artifact.addReference(path);
    else {
      const found = await world.fileSystem.stat(absolutePath(path, world.workingFolder));
      if (found?.kind === "folder") artifact.addDir(path);
      else artifact.addFile(path);
    }
    return artifact;
  }

  async function logArtifact(given: unknown, options: LogArtifactOptions = {}): Promise<Artifact> {
    checkOpen("log an artifact to");
    checkOptions("log an artifact", options, ["name", "type", "aliases", "tags"], '{ aliases: ["best"] }');
    const { name, type, aliases = [], tags = [] } = options;
    const what = Artifact.isInstance(given) ? given.name : showValue(given);
    checkAliases(aliases, what);
    checkArtifactTags(tags, what);
    if (Artifact.isInstance(given)) {
      checkAgrees("name", name, given);
      checkAgrees("type", type, given);
      return log.log(given, { aliases, tags });
    }
    if (typeof given !== "string" || given === "") {
      throw new UsageError(
        `[core] Failed to log an artifact: "${showValue(given)}" is neither an Artifact nor a path. Give one of them.`,
      );
    }
    return log.log(await fromPath(given, name, type ?? "unspecified"), { aliases, tags });
  }

  async function logModel(path: string, options: LogModelOptions = {}): Promise<Artifact> {
    checkOptions("log a model", options, ["name", "aliases"], '{ aliases: ["best"] }');
    return logArtifact(path, { ...options, type: "model" });
  }

  async function logCode(
    root: string | undefined,
    options: LogCodeOptions = {},
  ): Promise<Artifact | undefined> {
    checkOpen("log code to");
    const { collectCode } = await import("./log-code.ts");
    const artifact = await collectCode(root, options, { settings, world });
    return artifact === undefined ? undefined : log.log(artifact, { aliases: [], tags: [] });
  }

  return { logArtifact, logModel, logCode };
}

/** What is said of an artifact when it is logged must be what it says itself. */
function checkAgrees(option: "name" | "type", said: string | undefined, artifact: Artifact): void {
  const own = artifact[option];
  if (said === undefined || said === own) return;
  throw new UsageError(
    `[core] Failed to log the artifact "${artifact.name}": its ${option} is "${own}", and not "${said}". Give the ${option} to the Artifact.`,
  );
}
