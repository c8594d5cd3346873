import { beforeEach, describe, expect, test } from "vitest";
import { SOURCE_HEADER } from "@stepwell/protocol";
import type { JsonObject } from "@stepwell/protocol";
import { createWireClient, wireRow } from "./wire-client.ts";
import type { WireClient } from "./wire-client.ts";
import type { CreateTestedServer, TestedServer } from "./tested-server.ts";

/** Runs that are edited, stopped, moved and deleted over the wire. */
export function changeRunsSuite(createTestServer: CreateTestedServer): void {
  let server: TestedServer;

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

  const callIt = (state: string) =>
    ask(`mutation($input: UpdateRunStateInput!) { updateRunState(input: $input) { success } }`, {
      input: { id, state },
    });

  describe("an edit", () => {
    test("that sets back what the run says is none any more", async () => {
      await edit({ config: '{"lr":{"value":5}}' });
      await edit({ config: '{"lr":{"value":1},"old":{"value":2}}' });
      await client.upsert({ config: '{"lr":{"value":7},"old":{"value":2}}' });
      expect(await run("config")).toEqual({ config: '{"lr":{"value":7},"old":{"value":2}}' });
    });

    test("is no sign of life, and no new session", async () => {
      await client.stream({ complete: true, exitcode: 0 });
      await edit({ notes: "n", config: '{"lr":{"value":1}}' });
      expect(await run("state wandbConfig")).toEqual({ state: "finished", wandbConfig: '{"t":{}}' });
    });

    test("of a run that is not there, or that is no JSON, is refused with a sentence", async () => {
      await expect(edit({ config: "{" })).rejects.toThrow('its "config" is not a JSON object');
      await expect(edit({ id: btoa("Run:99") })).rejects.toThrow("there is none with this id");
    });
  });

  describe("a run that is asked to stop", () => {
    test("and was killed instead does not stop its next session", async () => {
      await stop();
      await client.upsert({ config: '{"lr":{"value":1}}' });
      await client.upsert({ host: "h", notes: "changed while it runs" });
      expect(await stopped()).toBe(true);
      await client.upsert({ host: "h" });
      expect(await stopped()).toBe(false);
    });

    test("and goes on in another run file is not stopped there, whatever that says of it", async () => {
      await stop();
      const headers = { [SOURCE_HEADER]: "another-file" };
      expect((await (await client.stream({}, headers)).json()) as object).toEqual({ stopped: true });
      await client.upsert({ host: "h", displayName: "other", notes: "other" }, headers);
      expect((await (await client.stream({}, headers)).json()) as object).toEqual({});
    });

    test("and does not run stays as it is", async () => {
      await client.stream({ complete: true, exitcode: 0 });
      await stop();
      expect(await run("stopped")).toEqual({ stopped: false });
    });
  });

  describe("what people say became of a run", () => {
    test("is its state until it goes on", async () => {
      await callIt("failed");
      expect(await run("state")).toEqual({ state: "failed" });
      await client.stream({});
      expect(await run("state")).toEqual({ state: "failed" });
      await client.history(0, [wireRow(0)]);
      expect(await run("state")).toEqual({ state: "running" });
    });

    test("is refused where it makes no sense", async () => {
      await client.stream({ complete: true, exitcode: 0 });
      await expect(callIt("failed")).rejects.toThrow('it is "finished"');
      await expect(callIt("constructor")).rejects.toThrow(/^\[server\] Failed to call run/);
    });

    test("may be that it is pending, from its first moment", async () => {
      await ask(
        `mutation { upsertBucket(input: {modelName: "demo", name: "later", state: "pending"}) { bucket { id } } }`,
      );
      const state = () => ask(`query { project(name: "demo") { run(name: "later") { state } } }`);
      expect(await state()).toEqual({ project: { run: { state: "pending" } } });
      await server.request("/files/me/demo/later/file_stream", {
        method: "POST",
        body: '{"files":{"wandb-history.jsonl":{"offset":0,"content":["{}"]}}}',
      });
      expect(await state()).toEqual({ project: { run: { state: "running" } } });
    });
  });

  describe("a run that may be suspended", () => {
    test("is preempting until it ends well or another session begins", async () => {
      await client.stream({ preempting: true });
      expect(await run("state")).toEqual({ state: "preempting" });
      await client.upsert({ config: "{}" });
      expect(await run("state")).toEqual({ state: "preempting" });
      await client.upsert({ host: "h" });
      expect(await run("state")).toEqual({ state: "running" });
      await client.stream({ preempting: true });
      await client.stream({ complete: true, exitcode: 1 });
      expect(await run("state")).toEqual({ state: "preempted" });
      await client.upsert({ host: "h" });
      await client.stream({ complete: true, exitcode: 0 });
      expect(await run("state")).toEqual({ state: "finished" });
    });
  });

  test("a deleted run is gone", async () => {
    await ask(`mutation($id: ID!) { deleteRun(input: {id: $id}) { clientMutationId } }`, { id });
    expect(await run("id")).toBeNull();
    await expect(stop()).rejects.toThrow("there is none with this id");
  });

  describe("projects", () => {
    const project = () =>
      ask(`query { project(name: "made", entityName: "me") { id name description isBenchmark createdAt } }`);

    test("are made without runs, listed, and deleted with all they have", async () => {
      expect(await project()).toEqual({ project: null });
      const made = await ask(
        `mutation($input: UpsertModelInput!) { result: upsertModel(input: $input) { inserted project { id name access views } model { entityName } } }`,
        { input: { name: "made", entityName: "me", description: "d" } },
      );
      expect(made).toMatchObject({
        result: { inserted: true, project: { name: "made" }, model: { entityName: "me" } },
      });
      expect(await project()).toMatchObject({
        project: { name: "made", description: "d", isBenchmark: false },
      });
      await client.upsert({ modelName: "made", name: "r1" });
      const list = await ask(
        `query { models(entityName: "me", first: 9) { edges { node { name user { username } } } } }`,
      );
      expect(JSON.stringify(list)).toContain('"made"');
      const made1 = (await project())["project"] as JsonObject;
      const gone = `mutation($id: String!) { deleteModel(input: {id: $id}) { success } }`;
      expect(await ask(gone, { id: made1["id"] as string })).toEqual({ deleteModel: { success: true } });
      expect(await project()).toEqual({ project: null });
      expect(await run("name")).toEqual({ name: "abc" });
      await expect(ask(gone, { id: "x" })).rejects.toThrow("there is none with this id");
    });
  });

  test("what this server has none of is empty where it is read, and refused with a sentence where it is written", async () => {
    expect(
      await ask(`query { project(name: "demo") { totalSweeps sweeps { edges { node { id } } } sweep(sweepName: "x") { id }
      allViews(viewType: "runs") { edges { node { id } } } runQueues { id } runQueue(name: "q") { id } triggers { id } members { id } }
      organization(name: "o") { id } entity(name: "me") { triggers { edges { node { id } } } integrations { edges { node { __typename } } } members { id } } }`),
    ).toEqual({
      project: {
        totalSweeps: 0,
        sweeps: { edges: [] },
        sweep: null,
        allViews: { edges: [] },
        runQueues: [],
        runQueue: null,
        triggers: [],
        members: [],
      },
      organization: null,
      entity: { triggers: { edges: [] }, integrations: { edges: [] }, members: [] },
    });
    const refused = [
      `upsertSweep(input: {}) { sweep { name } }`,
      `createAgent(input: {host: "h", sweep: "s"}) { agent { id } }`,
      `agentHeartbeat(input: {id: "x"}) { commands }`,
      `createTeam(input: {teamName: "t"}) { entity { id } }`,
      `generateApiKey(input: {}) { apiKey { id } }`,
      `createRunQueue(input: {queueName: "q"}) { success }`,
      `createFilterTrigger(input: {}) { trigger { id } }`,
      `createCustomChart(input: {entity: "e", name: "c", spec: "{}"}) { chart { id } }`,
    ];
    for (const mutation of refused) {
      await expect(ask(`mutation { ${mutation} }`)).rejects.toThrow(/^\[server\] Failed to do "\w+": .+\.$/);
    }
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
}
