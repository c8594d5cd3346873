import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { createAccounts, createApp, FIRST_TEAM } from "@stepwell/server";
import { createMemoryBlobStore, createMemoryMetricStore, createMemoryRunStore } from "@stepwell/storage";
import type { MetricStore, RunStore } from "@stepwell/storage";
import { openSqliteStorage } from "@stepwell/storage-sqlite";
import { buildClientSchema, getIntrospectionQuery } from "graphql";
import type { GraphQLSchema, IntrospectionQuery } from "graphql";
import { createKnownIds } from "./known-ids.ts";
import type { KnownIds } from "./known-ids.ts";
import type { Credentials } from "./valid-requests.ts";

/** A server in this process, with a run or two in it. */
export interface Target {
  readonly name: string;
  readonly credentials: Credentials;
  readonly schema: GraphQLSchema;
  readonly ids: KnownIds;
  fetch(request: Request): Promise<Response>;
  tick(): Promise<void>;
  close(): Promise<void>;
}

/** What kinds of servers there are. */
export const TARGETS = ["memory, open", "memory, with keys", "sqlite, open", "sqlite, with keys"] as const;

type TargetName = (typeof TARGETS)[number];

/** Starts a server and fills it. */
export async function openTarget(name: TargetName, seed: number): Promise<Target> {
  const clock = createVirtualClock();
  const random = createSeededRandom(seed);
  const stores = name.startsWith("sqlite") ? await openSqlite() : openMemory();
  const { runs, metrics } = stores;
  const isGuarded = name.endsWith("with keys");
  const app = createApp({
    runs,
    metrics,
    blobs: createMemoryBlobStore(),
    clock,
    random,
    version: "0.0.0-fuzz",
    ...(isGuarded ? { auth: { requestsPerSecond: 1e9 } } : {}),
  });
  const credentials = isGuarded ? await addUsers({ runs, clock, random }) : { keys: ["k".repeat(40)] };
  const fetch = (request: Request): Promise<Response> => app.fetch(request, { address: "127.0.0.1" });
  const key = credentials.keys[0] ?? "";
  const { data } = await graphql<IntrospectionQuery>(fetch, key, getIntrospectionQuery());
  const ids = createKnownIds(await fill(fetch, key));
  return {
    name,
    credentials,
    ids,
    schema: buildClientSchema(data),
    fetch,
    async tick() {
      await clock.advanceAsync(1000);
      await app.tick();
    },
    async close() {
      await app.close();
      await stores.close();
    },
  };
}

interface Stores {
  readonly runs: RunStore;
  readonly metrics: MetricStore;
  close(): Promise<void>;
}

function openMemory(): Stores {
  const [runs, metrics] = [createMemoryRunStore(), createMemoryMetricStore()];
  return { runs, metrics, close: async () => undefined };
}

async function openSqlite(): Promise<Stores> {
  const folder = mkdtempSync(join(tmpdir(), "stepwell-fuzz-"));
  const storage = await openSqliteStorage({ file: join(folder, "fuzz.db"), threads: "inline" });
  return {
    runs: storage.runs,
    metrics: storage.metrics,
    async close() {
      await storage.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function addUsers({
  runs,
  clock,
  random,
}: {
  runs: RunStore;
  clock: Parameters<typeof createAccounts>[0]["clock"];
  random: Parameters<typeof createAccounts>[0]["random"];
}): Promise<Credentials> {
  const accounts = createAccounts({ store: runs.accounts, clock, random });
  const keys: string[] = [];
  for (const [team, role] of [
    [FIRST_TEAM, "admin"],
    [FIRST_TEAM, "member"],
    [FIRST_TEAM, "viewer"],
    ["vision", "member"],
  ] as const) {
    await accounts.addUser({ team, name: role, role });
    keys.push((await accounts.addKey(team, role, "fuzz")).key);
  }
  return { keys };
}

type Fetch = Target["fetch"];

async function graphql<Data>(
  fetch: Fetch,
  key: string,
  query: string,
  variables = {},
): Promise<{ data: Data }> {
  const reply = await post(fetch, key, "/graphql", { query, variables });
  const answer = (await reply.json()) as { data?: Data; errors?: unknown };
  if (answer.data === undefined) throw new Error(`[fuzz] Failed to ask: ${JSON.stringify(answer.errors)}.`);
  return { data: answer.data };
}

function post(fetch: Fetch, key: string, path: string, body: object): Promise<Response> {
  const headers = { "content-type": "application/json", authorization: `Basic ${btoa(`api:${key}`)}` };
  const request = new Request(`http://localhost:7733${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return fetch(request);
}

/** Logs a run with everything in it, and returns the paths of upload links. */
async function fill(fetch: Fetch, key: string): Promise<readonly string[]> {
  for (const name of ["abc", "def"]) {
    const upsert = `mutation($c: JSONString) { upsertBucket(input: {name: "${name}", modelName: "demo", config: $c, tags: ["a"]}) { bucket { id } } }`;
    const config = JSON.stringify({ lr: { value: 0.1 }, _wandb: { value: { t: {}, m: [] } } });
    await graphql(fetch, key, upsert, { c: config });
    const row = (step: number): string =>
      JSON.stringify({ _step: step, _runtime: step, _timestamp: 1.7e9 + step, loss: 1 / step, text: "hi" });
    await post(fetch, key, `/files/stepwell/demo/${name}/file_stream`, {
      files: {
        "wandb-history.jsonl": { offset: 0, content: Array.from({ length: 50 }, (_, step) => row(step + 1)) },
        "wandb-events.jsonl": { offset: 0, content: [`{"_timestamp": 1.7e9, "system.cpu": 5}`] },
        "wandb-summary.json": { offset: 0, content: [`{"loss": 0.5}`] },
        "output.log": { offset: 0, content: ["2026-01-01T00:00:00.000000 hello"] },
      },
    });
  }
  const files = `mutation { createRunFiles(input: {entityName: "stepwell", projectName: "demo", runName: "abc", files: ["note.txt", "media/a.png"]}) { files { uploadUrl } } }`;
  const { data } = await graphql<{ createRunFiles: { files: readonly { uploadUrl: string }[] } }>(
    fetch,
    key,
    files,
  );
  return data.createRunFiles.files.map(({ uploadUrl }) => new URL(uploadUrl).pathname);
}
