import { parseJson } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { sourceIdOf } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { createApi } from "../src/create-api.ts";
import { Image } from "../src/media/image.ts";
import { createRunReader } from "../src/sync/run-reader.ts";
import { syncRunFolder } from "../src/sync/sync-run-folder.ts";
import { createMemoryHost } from "../src/testing/memory-host.ts";
import type { Fetch } from "../src/world.ts";
import { createFakeServer } from "./fake-server.ts";

interface Sent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** A finished secondary writer's folder, delivered to a server that keeps sources apart, or to one that does not. */
async function deliverSecondary(knowsSources: boolean) {
  const server = createFakeServer({ knowsSources, earlier: [{ _step: 0 }] });
  const sent: Sent[] = [];
  const fetch: Fetch = (url, request) => {
    if (typeof request.body !== "string") return server.fetch(url, request);
    sent.push({ headers: request.headers, body: parseJson(request.body) as JsonObject });
    // The fake server reads a config in every upsert.
    const body = request.body.replace('"variables":{"name"', '"variables":{"config":"{}","name"');
    return server.fetch(url, { ...request, body });
  };
  const host = createMemoryHost({ fetch });
  await createApi(() => host.start()).init({ id: "abc", project: "p", silent: true });
  const world = host.start();
  const run = await createApi(() => world).init({
    id: "abc",
    project: "p",
    silent: true,
    mode: "shared",
    label: "rank1",
    config: { lr: 0.1 },
  });
  run.log({ loss: 1 });
  run.log({ picture: new Image(new Uint8Array(4), { shape: [2, 2] }) });
  run.writeLogs("hello");
  await run.finish();
  const result = await syncRunFolder({ folder: run.folder, world, baseUrl: "http://server" });
  const reader = createRunReader({ path: `${run.folder}/run-abc.wandb`, fileSystem: world.fileSystem });
  while (await reader.read());
  const source = reader.firstRun === undefined ? "" : sourceIdOf(reader.firstRun);
  return { server, sent, result, source, run };
}

test("a secondary writer is delivered in W&B's shared mode, its lines numbered from 0", async () => {
  const { sent, result, source, server } = await deliverSecondary(false);
  expect(result).toMatchObject({ status: "delivered", rows: 2 });
  const streams = sent.filter(({ body }) => body["operationName"] === undefined);
  for (const { headers } of streams) {
    expect(headers).toMatchObject({
      "x-wandb-use-async-filestream": "true",
      "x-wandb-async-client-id": source,
    });
  }
  for (const { headers } of sent) expect(headers).toMatchObject({ "x-wandb-client-id": source });
  const files = streams.flatMap(({ body }) => Object.entries((body["files"] ?? {}) as JsonObject));
  const history = files.filter(([name]) => name === "wandb-history.jsonl");
  expect(history[0]?.[1]).toMatchObject({ offset: 0 });
  expect(server.history.slice(0, 2)).toMatchObject([{ loss: 1 }, { picture: { _type: "image-file" } }]);
  expect(server.history[0]).not.toHaveProperty("_step");
  expect(server.console).toEqual([expect.stringMatching(/ \[rank1\] hello$/)]);
});

test("it sends its media and neither config nor summary, nor the files that a run has once", async () => {
  const { sent, server } = await deliverSecondary(true);
  const upserts = sent.filter(({ body }) => body["operationName"] === "UpsertBucket");
  expect(upserts.map(({ body }) => (body["variables"] as JsonObject)["config"])).toEqual([undefined]);
  expect(server.summary).toBeUndefined();
  expect([...server.files.keys()]).toEqual([expect.stringMatching(/^media\/images\/picture_/)]);
});

test("its end is told only to a server that keeps sources apart", async () => {
  expect((await deliverSecondary(true)).server.exitCode).toBe(0);
  expect((await deliverSecondary(false)).server.exitCode).toBeUndefined();
});
