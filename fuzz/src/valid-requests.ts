import type { SeededRandom } from "@stepwell/effects/testing";
import type { GraphQLSchema } from "graphql";
import {
  artifactFiles,
  artifactManifest,
  artifactOperation,
  commitArtifact,
  createArtifact,
  manifestText,
  versionText,
} from "./artifact-operations.ts";
import type { DocumentRequests } from "./document-requests.ts";
import { randomDocument } from "./graphql-documents.ts";
import type { KnownIds } from "./known-ids.ts";
import { oneIn, pick } from "./pick.ts";
import type { RequestSpec } from "./request-spec.ts";

/** Keys that the server knows. */
export interface Credentials {
  readonly keys: readonly string[];
}

/** What valid requests are made from. */
export interface RequestSource {
  readonly credentials: Credentials;
  readonly schema: GraphQLSchema;
  readonly documented: DocumentRequests;
  readonly ids: KnownIds;
}

const PROJECTS = ["demo", "demo", "other", "uncategorized"];
const RUNS = ["abc", "abc", "def", "new1", "new2"];
const KEYS = ["loss", "text", "_step", "a.b", "system.cpu"];

/** A request that clients send, mostly valid, with random content. */
export function validRequest(random: SeededRandom, source: RequestSource): RequestSpec {
  const make = pick(random, [
    ...[graphql, graphql, graphql, fileStream, fileStream],
    ...[api, api, documented, documented, upload, logging],
  ]);
  return make(random, source);
}

function graphql(random: SeededRandom, source: RequestSource): RequestSpec {
  const document = randomDocument(random, source.schema, (name) =>
    oneIn(random, 4) ? knownValue(random, name) : (source.ids.find(random, name) ?? knownValue(random, name)),
  );
  return json(random, source, "POST", "/graphql", { operationName: "", ...document });
}

/** What an argument of this name usually holds. */
function knownValue(random: SeededRandom, name: string): unknown {
  const values: Readonly<Record<string, readonly unknown[]>> = {
    entityName: ["stepwell", "vision", null],
    projectName: PROJECTS,
    modelName: PROJECTS,
    project: PROJECTS,
    runName: RUNS,
    name: [...RUNS, ...PROJECTS, "model:latest", "model:v0"],
    artifactCollectionName: ["model"],
    artifactTypeName: ["dataset"],
    alias: ["latest", "v0", "best"],
    filters: ['{"state":"running"}', '{"config.lr.value":{"$gt":0}}', '{"$or":[{"tags":"a"}]}', "{}"],
    order: ["-created_at", "+summary_metrics.loss", "config.lr.value"],
    specs: ['{"keys":["loss"],"samples":10}', '{"keys":["_step","loss"],"minStep":0,"maxStep":20}'],
    config: ['{"lr":{"value":2}}', "{}"],
    files: ["note.txt", "media/a.png"],
    id: ["UnVuOjE=", "QXJ0aWZhY3Q6MQ==", "1", "abc"],
    artifactID: ["QXJ0aWZhY3Q6MQ=="],
    first: [1, 10, 50],
    samples: [10, 500],
    metricName: ["_step"],
  };
  const known = values[name];
  return known === undefined ? undefined : pick(random, known);
}

function fileStream(random: SeededRandom, source: RequestSource): RequestSpec {
  const offset = random.integer(60);
  const lines = Array.from({ length: random.integer(6) }, (_, index) =>
    JSON.stringify({ _step: offset + index, _timestamp: 1.7e9, _runtime: index, loss: random.float() }),
  );
  const files: Record<string, unknown> = {};
  if (!oneIn(random, 4)) files["wandb-history.jsonl"] = { offset, content: lines };
  if (oneIn(random, 3)) files["wandb-summary.json"] = { offset: 0, content: [`{"loss": ${random.float()}}`] };
  if (oneIn(random, 4)) files["output.log"] = { offset, content: ["2026-01-01T00:00:00.000000 line"] };
  if (oneIn(random, 5)) files["wandb-events.jsonl"] = { offset, content: [`{"system.cpu": 1}`] };
  const end = oneIn(random, 20) ? { complete: true, exitcode: 0 } : {};
  const path = `/files/stepwell/${pick(random, PROJECTS)}/${pick(random, RUNS)}/file_stream`;
  return json(random, source, "POST", path, {
    files,
    uploaded: oneIn(random, 5) ? ["note.txt"] : [],
    ...end,
  });
}

/** What the api's own document describes, with names of what is there. */
function documented(random: SeededRandom, source: RequestSource): RequestSpec {
  const { method, path, body } = source.documented(random, (name) =>
    oneIn(random, 2) ? source.ids.find(random, name) : knownValue(random, name),
  );
  return json(random, source, method, path, body as object | undefined);
}

/** A step on the way of an artifact to its version, or of a run's file. */
function logging(random: SeededRandom, source: RequestSource): RequestSpec {
  const version = random.integer(40);
  const artifactID = source.ids.find(random, "artifactID") ?? "";
  const [name, input] = pick(random, [
    createArtifact("model", version),
    artifactFiles(artifactID, version),
    artifactManifest(artifactID, version),
    commitArtifact(artifactID),
    [
      "linkArtifact",
      {
        artifactID,
        artifactPortfolioName: "best",
        projectName: "demo",
        aliases: [{ artifactCollectionName: "best", alias: "good" }],
      },
    ] as const,
    ["useArtifact", { artifactID, projectName: "demo", runName: "abc" }] as const,
    [
      "updateArtifact",
      { artifactID, description: "d", metadata: "{}", tagsToAdd: [{ tagName: "t" }] },
    ] as const,
    ["deleteArtifact", { artifactID, deleteAliases: oneIn(random, 2) }] as const,
    [
      "createRunFiles",
      { entityName: "stepwell", projectName: "demo", runName: "abc", files: ["note.txt"] },
    ] as const,
  ]);
  return json(random, source, "POST", "/graphql", artifactOperation(name, input));
}

function upload(random: SeededRandom, { ids }: RequestSource): RequestSpec {
  const path = ids.link(random);
  const version = random.integer(40);
  if (oneIn(random, 3)) {
    const text = oneIn(random, 2) ? versionText(version) : manifestText(version);
    return { method: "PUT", path, headers: {}, body: new TextEncoder().encode(text) };
  }
  if (oneIn(random, 3)) return { method: "GET", path, headers: {} };
  return { method: "PUT", path, headers: {}, body: random.bytes(random.integer(200)) };
}

function api(random: SeededRandom, source: RequestSource): RequestSpec {
  const run = `/api/runs/${pick(random, PROJECTS)}/${pick(random, RUNS)}`;
  const key = pick(random, KEYS);
  const get = (path: string): RequestSpec => json(random, source, "GET", path);
  const wish = { project: "demo", run: "abc", stream: "history", key, x: "_step", buckets: 20 };
  const makers: readonly (() => RequestSpec)[] = [
    () => get(pick(random, API_READS)),
    () => get(run),
    () => get(`${run}/rows?from=${random.integer(60)}&limit=${random.integer(60)}`),
    () => get(`${run}/cells?key=${key}`),
    () => get(`${run}/console?from=0`),
    () => get(`${run}/files`),
    () => get(`${run}/files/${pick(random, ["note.txt", "media/a.png"])}`),
    () => get(`/api/export/demo/abc?format=${pick(random, FORMATS)}&keys=${key}`),
    () => get(`/api/export/demo?format=${pick(random, FORMATS)}&table=runs`),
    () => json(random, source, "POST", "/api/export", { project: "demo", format: pick(random, FORMATS) }),
    () => json(random, source, "POST", "/api/series", { series: [wish, { ...wish, range: [0, 10] }] }),
    () => runQuery(random, source),
    () => runQuery(random, source),
    () => json(random, source, "PATCH", run, { name: "x", tags: ["a"], notes: "n" }),
    () => json(random, source, "PUT", "/api/live/abc", { series: [wish], cells: [] }),
    () => json(random, source, oneIn(random, 30) ? "DELETE" : "GET", run),
    () =>
      json(random, source, "POST", "/api/runs/edit", {
        runs: [{ project: "demo", run: "abc" }],
        edits: { tags: ["b"] },
      }),
    () => json(random, source, "PATCH", run, { runId: pick(random, RUNS), project: pick(random, PROJECTS) }),
    () => json(random, source, "POST", "/api/session", { key: pick(random, source.credentials.keys) }),
    () => json(random, source, "POST", "/api/keys", { label: "fuzz" }),
    () => json(random, source, "POST", "/api/users", { name: `u${random.integer(50)}`, role: "viewer" }),
  ];
  return pick(random, makers)();
}

const API_READS = [
  "/api/server",
  "/api/projects",
  "/api/runs?project=demo&limit=10",
  "/api/runs?before=5",
  "/api/live",
  "/api/session",
  "/api/keys",
  "/api/users",
  "/api/openapi.json",
  "/api/run-keys?project=demo",
  "/",
  "/p/demo",
];
const FORMATS = ["jsonl", "csv", "parquet", "arrow"];

/** What the api takes as queries of runs, groups of them and values. */
function runQuery(random: SeededRandom, source: RequestSource): RequestSpec {
  const [path, more] = pick(random, RUN_QUERIES);
  const body = { project: "demo", filter: pick(random, FILTERS), ...more, limit: 1 + random.integer(20) };
  if (oneIn(random, 2)) return json(random, source, "POST", path, body);
  return json(random, source, "GET", `${path}?q=${encodeURIComponent(JSON.stringify(body))}`);
}

const RUN_QUERIES = [
  ["/api/runs/query", { sort: ["-createdAt", "summary.loss"], columns: ["config.lr"] }],
  ["/api/run-groups/query", { by: ["state", "config.lr"], measures: ["summary.loss"] }],
  ["/api/run-values/query", { path: "tags" }],
] as const;
const FILTERS = [
  { state: "running" },
  { "summary.loss": { $lt: 1 } },
  { $and: [{ "config.lr": { $gt: 0 } }, { tags: { $in: ["a"] } }] },
  { $nor: [{ name: { $regex: "^a(b|c)*$" } }, { notes: { $exists: false } }] },
  { createdAt: { $gte: "2020-01-01T00:00:00Z" } },
];

function json(
  random: SeededRandom,
  { credentials }: RequestSource,
  method: string,
  path: string,
  body?: object,
): RequestSpec {
  const key = pick(random, credentials.keys);
  const headers = {
    authorization: `Basic ${btoa(`api:${key}`)}`,
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  if (body === undefined) return { method, path, headers };
  return { method, path, headers, body: new TextEncoder().encode(JSON.stringify(body)) };
}
