import { beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "@stepwell/protocol";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { createWireClient } from "../testing/wire-client.ts";
import type { WireClient } from "../testing/wire-client.ts";
import { changeRunsSuite } from "../testing/change-runs-suite.ts";

let server: TestServer;

let client: WireClient;

let id: string;

beforeEach(async () => {
  server = createTestServer();
  client = createWireClient(server);
  const { bucket } = await client.upsert({
    displayName: "said",
    notes: "said",
    tags: ["said"],
    host: "h",
    config: '{"lr":{"value":1},"old":{"value":2},"_wandb":{"value":{"t":{}}}}',
  });
  id = (bucket as JsonObject)["id"] as string;
});

const edit = (input: JsonObject) =>
  ask(`mutation($input: UpsertBucketInput!) { upsertBucket(input: $input) { bucket { id } } }`, {
    input: { id, ...input },
  });

const stopped = async (body: JsonObject = {}) =>
  ((await (await client.stream(body)).json()) as { stopped?: boolean }).stopped === true;

const stop = () => ask(`mutation($id: ID!) { stopRun(input: {id: $id}) { success } }`, { id });

changeRunsSuite(createTestServer);

describe("an edit", () => {
  test("lies over what the run says, then and later, over a restart", async () => {
    await edit({
      displayName: "edited",
      notes: "n",
      description: "d",
      tags: ["a", "b"],
      groupName: "g",
      jobType: "j",
      config: '{"lr":{"value":5,"desc":null},"new":{"value":NaN}}',
    });
    await edit({ summaryMetrics: '{"best":1}' });
    await client.upsert({
      config: '{"lr":{"value":3},"old":{"value":2},"later":{"value":4}}',
      notes: "again",
    });
    await client.stream({ files: { "wandb-summary.json": { offset: 0, content: ['{"loss":1}'] } } });
    await server.restart();
    expect(await run("displayName notes description tags group jobType config summaryMetrics")).toEqual({
      displayName: "edited",
      notes: "n",
      description: "d",
      tags: ["a", "b"],
      group: "g",
      jobType: "j",
      config: '{"lr":{"value":5},"later":{"value":4},"new":{"value":NaN}}',
      summaryMetrics: '{"loss":1,"best":1}',
    });
    expect(await server.run("demo", "abc")).toMatchObject({ name: "edited", config: { lr: 5, later: 4 } });
  });
});

describe("a run that is asked to stop", () => {
  test("hears of it until it ends, and its next session does not", async () => {
    expect(await stopped()).toBe(false);
    expect(await stop()).toEqual({ stopRun: { success: true } });
    expect(await stopped()).toBe(true);
    await server.restart();
    expect(await stopped()).toBe(true);
    expect(await run("stopped shouldStop")).toEqual({ stopped: true, shouldStop: true });
    await stopped({ complete: true, exitcode: 255 });
    await client.upsert({ host: "h", displayName: "said" });
    expect(await stopped()).toBe(false);
  });
});

async function ask(query: string, variables: JsonObject = {}): Promise<JsonObject> {
  const { data, errors } = await client.graphql(query, variables);
  if (errors[0] !== undefined) throw new Error(errors[0].message);
  return data;
}

async function run(selection: string): Promise<JsonObject | null> {
  const data = await ask(`query { model(name: "demo") { run(name: "abc") { ${selection} } } }`);
  return (data["model"] as JsonObject)["run"] as JsonObject | null;
}
