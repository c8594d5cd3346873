import { UsageError } from "../core-error.ts";
import { ArtifactError } from "../errors/artifact-error.ts";
import { artifactName } from "../media/artifact-writer.ts";
import type { RunContext } from "../run/run-context.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { showValue } from "../show-value.ts";
import { delay } from "../sync/retry-with-backoff.ts";
import type { ArtifactNews } from "../sync/send-command.ts";
import { Artifact, INSIDE } from "./artifact.ts";
import { parseArtifactName } from "./artifact-name.ts";
import type { ArtifactServer, ServerArtifact } from "./artifact-server.ts";
import { checkAliases, checkArtifactTags } from "./check-artifact.ts";
import { checkOptions } from "../run/check-call.ts";
import type { CollectOptions } from "./collect-entries.ts";
import { baseName } from "./entry-name.ts";
import type {
  ArtifactCalls,
  LogArtifactOptions,
  LogModelOptions,
  UseArtifactOptions,
} from "./artifact-calls.ts";
import type { LogCodeOptions } from "./log-code.ts";
import { createArtifactLog } from "./log-artifact.ts";
import { quietUnlessMisused } from "./quiet-unless-misused.ts";
import type { UsedArtifact } from "./used-artifact.ts";

/** The calls, and what the end of a run has to do. */
export interface ArtifactPart {
  readonly calls: ArtifactCalls;
  /** Artifacts that are being copied. */
  readonly pending: number;
  /** Resolves when none is, or after `timeoutMs`. */
  settled(timeoutMs: number): Promise<void>;
  /** Gives up what is being copied: the run file takes no more. */
  abandon(): void;
  /** Whoever waits for the server waits in vain now. */
  close(): void;
}

/** The part of a run that logs and uses artifacts. */
export function createArtifactCalls(
  context: RunContext,
  options: {
    readonly mediaTarget: CollectOptions["mediaTarget"];
    /** What the delivery tells of an artifact; undefined where nothing is delivered. */
    readonly news: (clientId: string) => Promise<ArtifactNews> | undefined;
  },
): ArtifactPart {
  const { settings, world, checkOpen } = context;
  let loading: Promise<ArtifactServer> | undefined;
  let isClosed = false;
  const log = createArtifactLog(context, {
    mediaTarget: options.mediaTarget,
    committed: async ({ name }, clientId, timeoutMs) => {
      const news = options.news(clientId);
      return (await loadServer()).committed(name, news, timeoutMs);
    },
  });

  /** Loaded when the server is asked for the first time. */
  function loadServer(): Promise<ArtifactServer> {
    loading ??= import("./artifact-server.ts").then(({ createArtifactServer }) => {
      const server = createArtifactServer(settings, world);
      if (isClosed) server.close();
      return server;
    });
    return loading;
  }

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
      for (const [option, value, own] of [
        ["name", name, given.name],
        ["type", type, given.type],
      ] as const) {
        if (value === undefined || value === own) continue;
        throw new UsageError(
          `[core] Failed to log the artifact "${given.name}": its ${option} is "${own}", and not "${value}". Give the ${option} to the Artifact.`,
        );
      }
      return log.log(given, { aliases, tags });
    }
    if (typeof given !== "string" || given === "") {
      throw new UsageError(
        `[core] Failed to log an artifact: "${showValue(given)}" is neither an Artifact nor a path. Give one of them.`,
      );
    }
    return log.log(await fromPath(given, name, type ?? "unspecified"), { aliases, tags });
  }

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

  async function logModel(path: string, options: LogModelOptions = {}): Promise<Artifact> {
    checkOptions("log a model", options, ["name", "aliases"], '{ aliases: ["best"] }');
    return logArtifact(path, { ...options, type: "model" });
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

  async function linkModel(
    path: string,
    registeredName: string,
    options: LogModelOptions = {},
  ): Promise<UsedArtifact> {
    const { aliases = [] } = options;
    const artifact = await log.track(logModel(path, options));
    return linkArtifact(artifact, `model-registry/${registeredName}`, { aliases });
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

  return {
    calls: {
      logArtifact: (...given) => quietUnlessMisused(log.track(logArtifact(...given))),
      useArtifact: (...given) => quietUnlessMisused(useArtifact(...given)),
      logModel: (...given) => quietUnlessMisused(log.track(logModel(...given))),
      useModel: (name) => quietUnlessMisused(useModel(name)),
      linkArtifact: (...given) => quietUnlessMisused(linkArtifact(...given)),
      linkModel: (...given) => quietUnlessMisused(linkModel(...given)),
      logCode: (...given) => quietUnlessMisused(log.track(logCode(...given))),
    },
    get pending() {
      return log.pending;
    },
    async settled(timeoutMs) {
      const enough = new AbortController();
      await Promise.race([log.settled(), delay(timeoutMs, world.clock, enough.signal)]);
      enough.abort();
    },
    abandon: () => log.abandon(),
    close() {
      isClosed = true;
      void loading?.then((server) => server.close());
    },
  };
}
