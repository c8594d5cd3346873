import { ArtifactError } from "../errors/artifact-error.ts";
import { checkOptions } from "../run/check-call.ts";
import type { RunContext } from "../run/run-context.ts";
import { showValue } from "../show-value.ts";
import type { UseArtifactOptions } from "./artifact-calls.ts";
import { parseArtifactName } from "./artifact-name.ts";
import type { ArtifactServer, ServerArtifact } from "./artifact-server.ts";
import { INSIDE } from "./artifact-inside.ts";
import { Artifact } from "./artifact.ts";
import { checkAliases } from "./check-artifact.ts";
import type { ArtifactLog } from "./log-artifact.ts";
import type { UsedArtifact } from "./used-artifact.ts";

/** The calls that use artifacts of a server. Each rejects with `DeliveryError` where there is none. */
export interface UseCalls {
  useArtifact(given: unknown, options?: UseArtifactOptions): Promise<UsedArtifact>;
  useModel(name: string): Promise<string>;
  linkArtifact(
    given: Artifact | UsedArtifact,
    target: string,
    options?: { readonly aliases?: readonly string[] },
  ): Promise<UsedArtifact>;
}

export function createUseCalls(
  context: RunContext,
  parts: { readonly log: ArtifactLog; readonly loadServer: () => Promise<ArtifactServer> },
): UseCalls {
  const { settings, world, checkOpen } = context;
  const { log, loadServer } = parts;

  /** The name of a version of this program, which the server has when this resolves. */
  async function serverName(artifact: Artifact): Promise<string> {
    if (artifact[INSIDE].logged === undefined) await log.log(artifact, { aliases: [], tags: [] });
    await artifact.wait();
    return `${artifact.name}:${artifact.version}`;
  }

  async function find(given: unknown, what: string): Promise<ServerArtifact> {
    const server = await loadServer();
    // Without a server nothing is logged only to wait in vain.
    server.connect(what);
    const text = Artifact.isInstance(given) ? await serverName(given) : given;
    return server.find(parseArtifactName(text, what), what);
  }

  async function asUsed(artifact: ServerArtifact): Promise<UsedArtifact> {
    const { createUsedArtifact } = await import("./used-artifact.ts");
    const { signal } = new AbortController();
    const { connection, baseUrl, apiKey } = (await loadServer()).connect("use an artifact");
    return createUsedArtifact({ connection, baseUrl, apiKey, artifact, world, signal });
  }

  async function useArtifact(given: unknown, options: UseArtifactOptions = {}): Promise<UsedArtifact> {
    checkOpen("use an artifact in");
    checkOptions("use an artifact", options, ["type"], '{ type: "dataset" }');
    const what = `use the artifact "${Artifact.isInstance(given) ? given.name : showValue(given)}"`;
    const found = await find(given, what);
    if (options.type !== undefined && options.type !== found.type) {
      throw new ArtifactError(
        `[core] Failed to ${what}: its type is "${found.type}", and not "${options.type}". Ask for another artifact, or leave the type out.`,
        { artifact: `${found.collection}:${found.version}`, reason: "wrong-type" },
      );
    }
    checkOpen("use an artifact in");
    const { id, type, collection, version } = found;
    context.write([{ type: "use-artifact", id, artifactType: type, name: `${collection}:${version}` }]);
    return asUsed(found);
  }

  async function useModel(name: string): Promise<string> {
    const used = await useArtifact(name);
    if (!used.type.includes("model")) {
      throw new ArtifactError(
        `[core] Failed to use the model "${used.name}": its type is "${used.type}". Use it with useArtifact().`,
        { artifact: used.name, reason: "wrong-type" },
      );
    }
    const folder = await used.download();
    const files = (await used.files()).filter(({ ref }) => ref === undefined);
    return files.length === 1 ? `${folder}/${files[0]?.name}` : folder;
  }

  async function linkArtifact(
    given: Artifact | UsedArtifact,
    target: string,
    options: { readonly aliases?: readonly string[] } = {},
  ): Promise<UsedArtifact> {
    checkOpen("link an artifact in");
    checkOptions("link an artifact", options, ["aliases"], '{ aliases: ["best"] }');
    const what = `link to "${showValue(target)}"`;
    const { aliases = [] } = options;
    checkAliases(aliases, showValue(target));
    const { project = settings.project || "uncategorized", ...rest } = parseArtifactName(target, what);
    const id = Artifact.isInstance(given) ? (await find(given, what)).id : given.id;
    const to = { ...rest, entity: rest.entity ?? "", project };
    const server = await loadServer();
    const version = await server.link(id, to, aliases);
    return asUsed(await server.find({ ...to, alias: version }, what));
  }

  return { useArtifact, useModel, linkArtifact };
}
