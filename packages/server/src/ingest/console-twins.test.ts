import { beforeEach, expect, test } from "vitest";
import type { EnvironmentRecord, JsonObject } from "@stepwell/protocol";
import { environmentFromJson } from "@stepwell/protocol";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { createWireClient } from "../testing/wire-client.ts";
import type { WireClient } from "../testing/wire-client.ts";

let server: TestServer;
let client: WireClient;
beforeEach(() => {
  server = createTestServer();
  client = createWireClient(server);
});

async function byFolder(writerId: string, text: string): Promise<void> {
  const environment: EnvironmentRecord = environmentFromJson({ writerId } as JsonObject);
  const folder = server.folder(`run-${writerId}-${text}`, { writer: `${writerId}-${text}` });
  const timestamp = { seconds: 1, nanos: 0 };
  folder.write(
    { ...environment, writerId },
    { type: "output-raw", stream: "stdout", timestamp, text: `${text}\n` },
  );
  folder.exit(0);
  await server.settle();
}

async function byWire(writerId: string, text: string): Promise<void> {
  const config = JSON.stringify({ _wandb: { value: { e: { [writerId]: { os: "x" } } } } });
  await client.upsert({ config });
  await client.stream({ files: { "output.log": { offset: 0, content: [text] } } });
}

async function lines(): Promise<string[]> {
  const found = await server.runs.findRun("demo", "abc");
  const page = await server.runs.console(found?.number ?? 0, { from: 0, limit: 9 });
  return page.map(({ text }) => text);
}

test("what a session and its run file both have is told once, whichever comes first", async () => {
  await byFolder("w1", "hello");
  expect(await lines()).toEqual(["hello"]);
  await byWire("w1", "hello");
  expect(await lines()).toEqual(["hello"]);
});

test("also when the session comes first, over a restart", async () => {
  await byWire("w1", "hello");
  await byFolder("w1", "hello");
  await server.restart();
  await server.settle();
  expect(await lines()).toEqual(["hello"]);
});

test("a run file of another session is told beside it", async () => {
  await byWire("w1", "by wire");
  await byFolder("w2", "by folder");
  expect((await lines()).toSorted()).toEqual(["by folder", "by wire"]);
});
