import type { Json, JsonObject } from "@stepwell/protocol";
import { parseJson, printJson } from "@stepwell/protocol";
import type { FetchReply, FetchRequest, Fetch } from "../src/world.ts";

/** One version as the server has it. */
interface StoredVersion {
  readonly id: string;
  readonly clientId: string;
  readonly collection: string;
  readonly type: string;
  readonly index: number;
  readonly input: JsonObject;
  state: "PENDING" | "COMMITTED";
  manifest: string;
}

export interface FakeArtifactServer {
  readonly fetch: Fetch;
  readonly versions: readonly StoredVersion[];
  /** Contents by their MD5. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  readonly uses: readonly JsonObject[];
  readonly links: readonly JsonObject[];
  /** Requests as `CreateArtifact` or `PUT`. */
  readonly requests: readonly string[];
}

/** `answer` may replace the data of an operation, `fault` is asked before each request. */
export interface FakeArtifactServerOptions {
  readonly answer?: (operation: string, variables: JsonObject) => Json | undefined;
  readonly fault?: (request: string, count: number) => "lost" | "reply-lost" | undefined;
  /** What a file is replaced with when it is got. */
  readonly damage?: (path: string, bytes: Uint8Array) => Uint8Array;
}

/** The part of a server that keeps artifacts, in memory. */
export function createFakeArtifactServer(options: FakeArtifactServerOptions = {}): FakeArtifactServer {
  const versions: StoredVersion[] = [];
  const blobs = new Map<string, Uint8Array>();
  const uses: JsonObject[] = [];
  const links: JsonObject[] = [];
  const requests: string[] = [];

  const byId = (id: Json | undefined): StoredVersion | undefined => versions.find((one) => one.id === id);

  function create(input: JsonObject): Json {
    const clientId = input["clientID"] as string;
    const collection = input["artifactCollectionName"] as string;
    const siblings = versions.filter((one) => one.collection === collection);
    let version = versions.find((one) => one.clientId === clientId);
    version ??= siblings.find((one) => one.state === "COMMITTED" && one.input["digest"] === input["digest"]);
    if (version === undefined) {
      const id = btoa(`Artifact:${versions.length + 1}`);
      const type = input["artifactTypeName"] as string;
      const index = siblings.length;
      version = { id, clientId, collection, type, index, input, state: "PENDING", manifest: "" };
      versions.push(version);
    }
    const latest = siblings.findLast((one) => one.state === "COMMITTED");
    const artifactSequence = { latestArtifact: latest === undefined ? null : { id: latest.id } };
    return { createArtifact: { artifact: { id: version.id, state: version.state, artifactSequence } } };
  }

  function manifest(variables: JsonObject): Json {
    const id = variables["artifactID"] as string;
    const upload = { uploadUrl: `/put/manifest/${id}`, uploadHeaders: ["x-kind: manifest"] };
    const file = variables["includeUpload"] === true ? { id: "f", ...upload } : { id: "f" };
    return { createArtifactManifest: { artifactManifest: { id: `m-${id}`, file } } };
  }

  function places(input: JsonObject): Json {
    const edges = (input["artifactFiles"] as readonly Readonly<Record<string, string>>[]).map(
      ({ artifactID, name, md5 }) => ({
        node: {
          storagePath: `${artifactID}/${name}`,
          uploadUrl: blobs.has(md5 ?? "") ? null : `http://store/put/file/${encodeURIComponent(md5 ?? "")}`,
          uploadHeaders: [`Content-MD5: ${md5}`],
          artifact: { id: artifactID ?? "" },
        },
      }),
    );
    return { createArtifactFiles: { files: { edges } } };
  }

  function membership(name: string): Json {
    const [collection, alias] = name.split(":");
    const there = versions.filter((one) => one.collection === collection && one.state === "COMMITTED");
    const found = there.findLast((one) => alias === "latest" || alias === `v${one.index}`);
    if (found === undefined) return null;
    const { id, index, type } = found;
    return {
      versionIndex: index,
      aliases: [{ alias: "latest" }, { alias: `v${index}` }],
      artifactCollection: { name: collection as string, project: { name: "p", entity: { name: "e" } } },
      artifact: {
        id,
        versionIndex: index,
        artifactType: { name: type },
        metadata: '{"n":1}',
        tags: [],
        size: 3,
        digest: "d",
        fileCount: 1,
        createdAt: "2026-01-01T00:00:00Z",
      },
    };
  }

  function files(collection: string, alias: string): Json {
    const version = versions.find((one) => one.collection === collection && `v${one.index}` === alias);
    const contents = (parseJson(version?.manifest ?? "{}") as JsonObject)["contents"] as Record<
      string,
      JsonObject
    >;
    const edges = Object.entries(contents).map(([name, { digest }]) => ({
      node: { name, directUrl: `/get/${encodeURIComponent(digest as string)}` },
    }));
    const page = { edges, pageInfo: { endCursor: "x", hasNextPage: false } };
    return { project: { artifactCollection: { artifactMembership: { files: page } } } };
  }

  function run(operation: string, variables: JsonObject): Json {
    const input = variables["input"] as JsonObject;
    switch (operation) {
      case "CreateArtifact":
        return create(input);
      case "CreateArtifactManifest":
        return manifest(variables);
      case "CreateArtifactFiles":
        return places(input);
      case "CommitArtifact": {
        const version = byId(variables["artifactID"]);
        if (version === undefined) throw new Error("There is no such artifact.");
        version.state = "COMMITTED";
        return { commitArtifact: { artifact: { id: version.id } } };
      }
      case "ClientIDMapping":
        return {
          clientIDMapping: {
            serverID: versions.find((one) => one.clientId === variables["clientID"])?.id ?? null,
          },
        };
      case "UseArtifact":
        uses.push(input);
        return { useArtifact: { artifact: { id: "x" } } };
      case "LinkArtifact":
        links.push(input);
        return { result: { versionIndex: 0 } };
      case "ArtifactByID":
        return { artifact: { id: "x", versionIndex: byId(variables["id"])?.index ?? null } };
      case "ArtifactMembershipByName":
        return { project: { artifactCollectionMembership: membership(variables["name"] as string) } };
      case "FetchArtifactManifest":
        return {
          artifact: { currentManifest: { file: { directUrl: `/manifest/${variables["id"] as string}` } } },
        };
      case "GetArtifactMembershipFileUrls":
        return files(variables["collection"] as string, variables["alias"] as string);
      case "Viewer":
        return { viewer: { id: "u", entity: "e" } };
      default:
        throw new Error(`The operation "${operation}" is unknown here.`);
    }
  }

  async function put(path: string, request: FetchRequest): Promise<FetchReply> {
    const bytes = await bodyBytes(request);
    const [, , kind, name = ""] = path.split("/");
    const version = byId(decodeURIComponent(name));
    if (kind === "file") blobs.set(request.headers["Content-MD5"] ?? "", bytes);
    else if (version !== undefined) version.manifest = new TextDecoder().decode(bytes);
    return reply(200, new Uint8Array());
  }

  function get(path: string): FetchReply {
    const [, kind, name = ""] = path.split("/");
    const bytes =
      kind === "manifest"
        ? new TextEncoder().encode(byId(decodeURIComponent(name))?.manifest)
        : blobs.get(decodeURIComponent(name));
    if (bytes === undefined) return reply(404, new Uint8Array());
    return reply(200, options.damage?.(path, bytes) ?? bytes);
  }

  async function handle(path: string, request: FetchRequest, operation: string): Promise<FetchReply> {
    if (request.method === "PUT") return put(path, request);
    if (request.method === "GET") return get(path);
    const { variables } = parseJson(request.body as string) as { variables: JsonObject };
    const data = options.answer?.(operation, variables) ?? run(operation, variables);
    return reply(200, new TextEncoder().encode(printJson({ data })));
  }

  return {
    async fetch(address, request) {
      await Promise.resolve();
      const { pathname } = new URL(address);
      const operation = request.method === "POST" ? operationIn(request) : "";
      const name = operation === "" ? request.method : operation;
      const met = options.fault?.(name, requests.length);
      requests.push(name);
      if (met === "lost") throw new Error("the connection broke");
      const answer = await handle(pathname, request, operation);
      if (met === "reply-lost") throw new Error("the connection broke");
      return answer;
    },
    versions,
    blobs,
    uses,
    links,
    requests,
  };
}

function operationIn({ body }: FetchRequest): string {
  return /"operationName":"(\w+)"/.exec(body as string)?.[1] ?? "";
}

async function bodyBytes({ body }: FetchRequest): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  if (body === undefined || typeof body === "string") return new TextEncoder().encode(body);
  const bytes = new Uint8Array(body.size);
  let at = 0;
  for await (const chunk of body.chunks()) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function reply(status: number, bytes: Uint8Array): FetchReply {
  return {
    status,
    headers: { get: () => null },
    text: () => Promise.resolve(new TextDecoder().decode(bytes)),
    async *chunks() {
      await Promise.resolve();
      for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
    },
  };
}
