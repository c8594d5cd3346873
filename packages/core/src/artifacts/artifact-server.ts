import type { Json, JsonObject } from "@stepwell/protocol";
import { DeliveryError } from "../core-error.ts";
import { ArtifactError } from "../errors/artifact-error.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { listAt, textAt, valueAt } from "../sync/json-path.ts";
import { delay } from "../sync/retry-with-backoff.ts";
import { createServerConnection } from "../sync/server-connection.ts";
import type { ServerConnection } from "../sync/server-connection.ts";
import type { ArtifactNews } from "../sync/send-command.ts";
import type { World } from "../world.ts";
import type { CommittedVersion } from "./artifact-inside.ts";
import { ARTIFACT_BY_NAME, ARTIFACT_BY_ID, LINK_ARTIFACT, VIEWER } from "./artifact-queries.ts";
import type { ArtifactName } from "./artifact-name.ts";

/** The longest time that timers take. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** What a server says of one version. */
export interface ServerArtifact {
  readonly id: string;
  readonly entity: string;
  readonly project: string;
  readonly collection: string;
  /** As `v3`. */
  readonly version: string;
  readonly type: string;
  readonly description: string;
  readonly metadata: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly digest: string;
  readonly size: number;
  readonly fileCount: number;
  readonly createdAt: string;
}

/** Asks a run's server about artifacts. Every call rejects with `DeliveryError`, at once when the run has no server. */
export interface ArtifactServer {
  /** Rejects with `UsageError` when there is none of that name; `what` completes "Failed to …". */
  find(name: ArtifactName, what: string): Promise<ServerArtifact>;
  /** Waits for what the delivery tells of an artifact. */
  committed(
    name: string,
    news: Promise<ArtifactNews> | undefined,
    timeoutMs: number | undefined,
  ): Promise<CommittedVersion>;
  /** Puts a version into another collection; returns its version there. */
  link(id: string, target: Required<ArtifactName>, aliases: readonly string[]): Promise<string>;
  /** The connection and its server, for a download. */
  connect(what: string): {
    readonly connection: ServerConnection;
    readonly baseUrl: string;
    readonly apiKey: string;
  };
  /** The run has ended, and so has its delivery: what is not committed now will not be. */
  close(): void;
}

export function createArtifactServer(settings: Settings, world: World): ArtifactServer {
  const { server, runId } = settings;
  const over = new AbortController();
  let connection: ServerConnection | undefined;
  let entity: string | undefined;

  function connect(what: string) {
    if (server === undefined) {
      throw new DeliveryError(
        `[core] Failed to ${what}: the run "${runId}" has no server. Give init() a baseUrl, or set STEPWELL_BASE_URL.`,
        { status: 0 },
      );
    }
    const { baseUrl, apiKey } = server;
    const { signal } = new AbortController();
    connection ??= createServerConnection({ baseUrl, apiKey, source: "", world, signal });
    return { connection, baseUrl, apiKey };
  }

  async function entityOf(given: string | undefined): Promise<string> {
    if (given !== undefined && given !== "") return given;
    if (settings.entity !== "") return settings.entity;
    entity ??= textAt(await ask(VIEWER, {}), "viewer", "entity") ?? "";
    return entity;
  }

  function ask(
    operation: { operationName: string; query: string },
    variables: JsonObject,
  ): Promise<JsonObject> {
    return connect("ask about an artifact").connection.graphql({ ...operation, variables });
  }

  /** The version's number, which the server gives when it is committed. */
  async function committedVersion(id: string): Promise<CommittedVersion> {
    const index = valueAt(await ask(ARTIFACT_BY_ID, { id }), "artifact", "versionIndex");
    return { id, version: typeof index === "number" ? `v${index}` : "" };
  }

  function notThere(name: string, reason: string): DeliveryError {
    return new DeliveryError(
      `[core] Failed to wait for the artifact "${name}": ${reason}. ${world.sendsRest ?? 'Send it with "npx stepwell sync" when the run has ended.'}`,
      { status: 0 },
    );
  }

  return {
    connect,
    async find(name, what) {
      connect(what);
      const variables = {
        entity: await entityOf(name.entity),
        project: name.project ?? (settings.project || "uncategorized"),
        name: `${name.collection}:${name.alias}`,
      };
      const data = await ask(ARTIFACT_BY_NAME, variables);
      const found = readMembership(valueAt(data, "project", "artifactCollectionMembership"), variables);
      if (found !== undefined) return found;
      throw new ArtifactError(
        `[core] Failed to ${what}: there is no artifact "${variables.name}" in the project "${variables.project}". Check the name and the alias, as "mnist:latest".`,
        { artifact: variables.name, reason: "missing" },
      );
    },
    async committed(name, news, timeoutMs) {
      connect(`wait for the artifact "${name}"`);
      if (news === undefined) throw notThere(name, "nothing of this run is delivered while it goes on");
      const enough = new AbortController();
      const stop = (): void => enough.abort();
      if (over.signal.aborted) stop();
      over.signal.addEventListener("abort", stop);
      const release = world.keepAlive();
      try {
        const limit = delay(timeoutMs ?? MAX_DELAY_MS, world.clock, enough.signal);
        const told = await Promise.race([news, limit]);
        if (told?.id !== undefined) return await committedVersion(told.id);
        if (told?.problem !== undefined) throw notThere(name, inner(told.problem));
        const end = over.signal.aborted
          ? "the run has ended before it was delivered"
          : `it took longer than ${timeoutMs} ms`;
        throw notThere(name, end);
      } finally {
        stop();
        release();
        over.signal.removeEventListener("abort", stop);
      }
    },
    async link(artifactID, target, aliases) {
      const input = {
        artifactID,
        artifactPortfolioName: target.collection,
        entityName: await entityOf(target.entity),
        projectName: target.project,
        aliases: aliases.map((alias) => ({ alias, artifactCollectionName: target.collection })),
      };
      const index = valueAt(await ask(LINK_ARTIFACT, { input }), "result", "versionIndex");
      if (typeof index === "number") return `v${index}`;
      throw new DeliveryError(
        `[core] Failed to link an artifact to "${target.collection}": the server's answer has no version. Look at the server's log.`,
        { status: 200 },
      );
    },
    close: () => over.abort(),
  };
}

function readMembership(
  membership: Json | undefined,
  asked: { readonly entity: string; readonly project: string },
): ServerArtifact | undefined {
  const artifact = valueAt(membership, "artifact");
  const collection = valueAt(membership, "artifactCollection");
  const id = textAt(artifact, "id");
  const name = textAt(collection, "name");
  if (id === undefined || name === undefined) return undefined;
  const aliases = textsAt(listAt(membership, "aliases"), "alias");
  const index = valueAt(membership, "versionIndex") ?? valueAt(artifact, "versionIndex");
  return {
    id,
    entity: textAt(collection, "project", "entity", "name") ?? asked.entity,
    project: textAt(collection, "project", "name") ?? asked.project,
    collection: name,
    version: aliases.find((alias) => /^v\d+$/.test(alias)) ?? `v${typeof index === "number" ? index : 0}`,
    type: textAt(artifact, "artifactType", "name") ?? "",
    description: textAt(artifact, "description") ?? "",
    metadata: textAt(artifact, "metadata") ?? "{}",
    aliases,
    tags: textsAt(listAt(artifact, "tags"), "name"),
    digest: textAt(artifact, "digest") ?? "",
    size: numberAt(artifact, "size"),
    fileCount: numberAt(artifact, "fileCount"),
    createdAt: textAt(artifact, "createdAt") ?? "",
  };
}

function textsAt(list: readonly Json[], name: string): string[] {
  return list.flatMap((item) => textAt(item, name) ?? []);
}

function numberAt(value: Json | undefined, name: string): number {
  const number = Number(valueAt(value, name) ?? 0);
  return Number.isFinite(number) ? number : 0;
}

/** A sentence as the reason in another one. */
function inner(sentence: string): string {
  return sentence.replace(/^\[core\] /, "").replace(/\.$/, "");
}
