import { expect, test } from "vitest";
import { READ_HEADER, SOURCE_HEADER } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { createTestServer } from "../testing/test-server.ts";
import { createWireClient } from "../testing/wire-client.ts";
import type { WireClient } from "../testing/wire-client.ts";

const OURS = { [SOURCE_HEADER]: "0123456789abcdef0123456789abcdef" };

test.each(["without a restart", "over a restart"])(
  "a request that our own sync has given up takes back nothing when it comes late, %s",
  async (restart) => {
    const server = createTestServer();
    const client = createWireClient(server);
    await say(client, 500, { lr: 0.5, epochs: 3 }, { displayName: "new" });
    await client.stream({ complete: true, exitcode: 0 }, OURS);
    if (restart === "over a restart") await server.restart();
    await say(client, 100, { lr: 0.5 }, { displayName: "old" });
    const run = await server.runs.findRun("demo", "abc");
    expect(run?.sources[0]?.state.config).toEqual({ lr: 0.5, epochs: 3 });
    expect(run?.sources[0]?.state).toMatchObject({ run: { displayName: "new" }, exitCode: 0 });
    expect(run?.status).toBe("finished");
  },
);

test("a summary without rows that our own sync has given up changes nothing when it comes late", async () => {
  const server = createTestServer();
  const client = createWireClient(server);
  const summary = (readBytes: number, value: JsonObject) =>
    client.stream(
      { files: { "wandb-summary.json": { offset: 0, content: [JSON.stringify(value)] } } },
      { ...OURS, [READ_HEADER]: String(readBytes) },
    );
  await say(client, 100, { lr: 0.5 });
  await summary(300, { id: 3 });
  await client.stream({ complete: true, exitcode: 0 }, OURS);
  await summary(200, { id: 0 });
  const state = async () => (await server.runs.findRun("demo", "abc"))?.sources[0]?.state;
  expect(await state()).toMatchObject({ summary: { id: 3 }, exitCode: 0 });
  await server.restart();
  await summary(299, { id: 1 });
  expect(await state()).toMatchObject({ summary: { id: 3 }, exitCode: 0 });
});

test("what was read as far or farther is taken, and so is what says nothing of it", async () => {
  const server = createTestServer();
  const client = createWireClient(server);
  const config = async () =>
    (await server.runs.findRun("demo", "abc"))?.sources[0]?.state.config as JsonObject | undefined;
  await say(client, 100, { lr: 1 });
  await say(client, 100, { lr: 2 });
  expect(await config()).toEqual({ lr: 2 });
  await say(client, 101, { lr: 3 });
  expect(await config()).toEqual({ lr: 3 });
  await client.upsert({ config: wrapped({ lr: 4 }) }, OURS);
  expect(await config()).toEqual({ lr: 4 });
  await say(client, "soon", { lr: 5 });
  expect(await config()).toEqual({ lr: 5 });
  await say(client, 100, { lr: 6 });
  expect(await config()).toEqual({ lr: 5 });
});

function say(client: WireClient, readBytes: number | string, config: JsonObject, more: JsonObject = {}) {
  return client.upsert({ config: wrapped(config), ...more }, { ...OURS, [READ_HEADER]: String(readBytes) });
}

function wrapped(config: JsonObject): string {
  return JSON.stringify(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])));
}
