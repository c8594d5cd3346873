import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { createMemoryRunStore } from "@stepwell/storage";
import { expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { Context } from "hono";
import { createFaults } from "./faults.ts";
import type { Fault } from "./faults.ts";
import { requestText } from "./request-text.ts";

const SECRET = "/srv/private/stepwell.db: disk I/O error";
const CALLED = /which calls it "([a-z0-9]{8})"/;

function brokenServer() {
  const store = createMemoryRunStore();
  const faults: Fault[] = [];
  const broken = async (): Promise<never> => {
    throw new Error(SECRET);
  };
  const runs = { ...store, projects: broken, findRun: broken, openRun: broken };
  return { faults, server: createTestServer({ runs, onFault: (fault) => void faults.push(fault) }) };
}

test("what goes wrong inside is told to who runs the server, and to callers by an id only", async () => {
  const { faults, server } = brokenServer();
  const reply = await server.request("/api/projects");
  const text = await reply.text();
  expect(reply.status).toBe(500);
  expect(text).not.toContain("private");
  const [, id] = CALLED.exec(text.replaceAll("\\", "")) ?? [];
  expect(faults).toMatchObject([{ id, request: 'GET "/api/projects"', more: 0 }]);
  expect(String(faults[0]?.error)).toContain(SECRET);
});

test("a request that the end of the server cuts off is told so, and is no fault of the server", async () => {
  const faults: Fault[] = [];
  const store = createMemoryRunStore();
  const projects = async (): Promise<never> => {
    throw new Error("[storage-sqlite] Failed to use the storage: it is closed. Open it again.");
  };
  const server = createTestServer({
    runs: { ...store, projects },
    onFault: (fault) => void faults.push(fault),
  });
  expect(await (await server.request("/api/projects")).text()).toContain("the server was stopped meanwhile");
  expect(faults).toEqual([]);
});

test("stored columns that can't be read are a fault of the server; what a store refuses is not", async () => {
  const faults: Fault[] = [];
  const { sentenceOf } = createFaults({
    clock: createVirtualClock(),
    random: createSeededRandom(1),
    onFault: (fault) => void faults.push(fault),
  });
  const refused = new Error('[storage] Failed to change run "3": it does not exist or was removed.');
  expect(sentenceOf(refused, "x")).toBe(refused.message);
  expect(faults).toEqual([]);
  const damaged = new Error("[storage] Failed to read stored columns: a batch's checksum does not fit.");
  expect(sentenceOf(damaged, "x")).toMatch(CALLED);
  expect(faults).toMatchObject([{ error: damaged }]);
});

test("W&B's clients are told no more, by GraphQL and by the other addresses", async () => {
  const { faults, server } = brokenServer();
  const post = (path: string, body: object) =>
    server.request(path, { method: "POST", body: JSON.stringify(body) });
  const query = 'mutation { upsertBucket(input: { name: "abc", modelName: "demo" }) { inserted } }';
  const replies = [
    await post("/graphql", { query }),
    await post("/files/stepwell/demo/abc/file_stream", { files: {} }),
  ];
  for (const reply of replies) {
    const text = (await reply.text()).replaceAll("\\", "");
    expect(text).toMatch(CALLED);
    expect(text).not.toContain("private");
  }
  expect(replies.map(({ status }) => status)).toEqual([500, 500]);
  // The same once more.
  expect(faults).toHaveLength(1);
});

test("what a store refuses is told as it is: it is about what was asked for", () => {
  const faults: Fault[] = [];
  const { sentenceOf } = createFaults({
    clock: createVirtualClock(),
    random: createSeededRandom(1),
    onFault: (fault) => void faults.push(fault),
  });
  const refusal =
    '[storage] Failed to rename a collection to "x": another one is called that. Use another name.';
  expect(sentenceOf(new Error(refusal), "GET /")).toBe(refusal);
  expect(sentenceOf(new Error(`[storage-sqlite] Failed: ${SECRET}`), "GET /")).not.toContain(SECRET);
  expect(faults).toHaveLength(1);
});

test("a caller that hangs up in the middle of its request is no fault of the server", () => {
  const faults: Fault[] = [];
  const { sentenceOf } = createFaults({
    clock: createVirtualClock(),
    random: createSeededRandom(1),
    onFault: (fault) => void faults.push(fault),
  });
  const aborted = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
  expect(sentenceOf(aborted, "PUT /")).toContain("the connection was closed before the request was whole");
  expect(faults).toEqual([]);
});

test("a signed address is told without what signs it", () => {
  const text = (path: string): string => requestText({ req: { method: "PUT", path } } as Context);
  expect(text("/wire/uploads/abc.def")).toBe('PUT "/wire/uploads/…"');
  expect(text("/wire/downloads/abc.def")).toBe('PUT "/wire/downloads/…"');
  expect(text("/api/projects")).toBe('PUT "/api/projects"');
});

test("what happens again and again is told once a minute, with its count and the same id", () => {
  const clock = createVirtualClock();
  const faults: Fault[] = [];
  const { sentenceOf } = createFaults({
    clock,
    random: createSeededRandom(1),
    onFault: (fault) => void faults.push(fault),
  });
  for (let time = 0; time < 5; time++) sentenceOf(new Error("same"), "GET /");
  clock.advance(60_000);
  const again = sentenceOf(new Error("same"), "GET /");
  expect(faults.map(({ more }) => more)).toEqual([0, 4]);
  expect(again).toContain(faults[0]?.id);
  for (let kind = 0; kind < 500; kind++) sentenceOf(new Error(`other ${kind}`), "GET /");
  expect(faults.length).toBeLessThanOrEqual(103);
  clock.advance(60_000);
  const count = faults.length;
  sentenceOf(new Error("later"), "GET /");
  expect(faults).toHaveLength(count + 1);
});
