import type { Json, JsonObject } from "@stepwell/protocol";
import { DeliveryError, UsageError } from "../core-error.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import { listAt, textAt, valueAt } from "../sync/json-path.ts";
import { delay } from "../sync/retry-with-backoff.ts";
import { createServerConnection } from "../sync/server-connection.ts";
import type { ServerConnection } from "../sync/server-connection.ts";
import { CLIENT_ID_MAPPING } from "../sync/artifact-operations.ts";
import type { World } from "../world.ts";
import type { CommittedVersion } from "./artifact.ts";
import { ARTIFACT_BY_NAME, ARTIFACT_STATE, LINK_ARTIFACT, VIEWER } from "./artifact-queries.ts";
import type { ArtifactName } from "./artifact-name.ts";

const FIRST_POLL_MS = 100;
const LONGEST_POLL_MS = 5000;

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
  /** Waits until what was logged under this client id is committed. */
  committed(name: string, clientId: string, timeoutMs?: number): Promise<CommittedVersion>;
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

  async function stateOf(
    clientID: string,
  ): Promise<{ id: string; state: string; version: string } | undefined> {
    const id = textAt(await ask(CLIENT_ID_MAPPING, { clientID }), "clientIDMapping", "serverID");
    if (id === undefined) return undefined;
    const artifact = valueAt(await ask(ARTIFACT_STATE, { id }), "artifact");
    const index = valueAt(artifact, "versionIndex");
    return {
      id,
      state: textAt(artifact, "state") ?? "",
      version: typeof index === "number" ? `v${index}` : "",
    };
  }

  async function poll(name: string, clientId: string, giveUp: AbortSignal): Promise<CommittedVersion> {
    let wait = FIRST_POLL_MS;
    for (;;) {
      const isLast = giveUp.aborted;
      const found = await stateOf(clientId);
      if (found?.state === "COMMITTED") return found;
      if (isLast) throw notThere(name, found?.state);
      await delay(wait, world.clock, giveUp);
      wait = Math.min(wait * 1.5, LONGEST_POLL_MS);
    }
  }

  function notThere(name: string, state: string | undefined): DeliveryError {
    const reason = over.signal.aborted
      ? "the run has ended, and the server has"
      : "in that time the server got";
    return new DeliveryError(
      `[core] Failed to wait for the artifact "${name}": ${reason} ${state === undefined ? "nothing" : "only a part"} of it. Send the rest with "npx stepwell sync".`,
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
      throw new UsageError(
        `[core] Failed to ${what}: there is no artifact "${variables.name}" in the project "${variables.project}". Check the name and the alias, as "mnist:latest".`,
      );
    },
    async committed(name, clientId, timeoutMs) {
      connect(`wait for the artifact "${name}"`);
      const giveUp = new AbortController();
      const stop = (): void => giveUp.abort();
      const cancel = timeoutMs === undefined ? () => undefined : world.clock.after(timeoutMs, stop);
      if (over.signal.aborted) stop();
      over.signal.addEventListener("abort", stop);
      const release = world.keepAlive();
      try {
        return await poll(name, clientId, giveUp.signal);
      } finally {
        cancel();
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
