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
import { createAsker } from "./asker.ts";
import { documentRequests } from "./document-requests.ts";
import type { DocumentRequests } from "./document-requests.ts";
import { fillTarget } from "./fill-target.ts";
import { createKnownIds } from "./known-ids.ts";
import type { KnownIds } from "./known-ids.ts";
import type { Credentials } from "./valid-requests.ts";

/** A server in this process, with a run or two in it. */
export interface Target {
  readonly name: string;
  readonly credentials: Credentials;
  readonly schema: GraphQLSchema;
  /** Requests that its own document of the api describes. */
  readonly documented: DocumentRequests;
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
  const asker = createAsker(fetch, key);
  const schema = await asker.graphql<IntrospectionQuery>(getIntrospectionQuery());
  const ids = createKnownIds(await fillTarget(asker));
  return {
    name,
    credentials,
    ids,
    schema: buildClientSchema(schema),
    documented: documentRequests(await asker.api("/api/openapi.json")),
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
