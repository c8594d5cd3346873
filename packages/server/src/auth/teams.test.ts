import { beforeEach, describe, expect, test } from "vitest";
import { printJson } from "@stepwell/protocol";
import { createTeamServer } from "../testing/team-server.ts";
import type { TeamServer } from "../testing/team-server.ts";
import { createTestServer } from "../testing/test-server.ts";
import { wireRow } from "../testing/wire-client.ts";

let made: TeamServer;
beforeEach(async () => {
  made = await createTeamServer();
});

const keyOf = (team: string, role = "member"): string => made.keys[`${team}/${role}`] as string;

async function log(team: string, rows = 2): Promise<string> {
  const key = keyOf(team);
  const { body } = await made.graphql(
    key,
    `mutation { upsertBucket(input: { name: "abc", modelName: "demo" }) {
       bucket { id project { name entity { name } } } } }`,
  );
  const { bucket } = (body["data"] as { upsertBucket: { bucket: { id: string; project: object } } })
    .upsertBucket;
  expect(bucket.project).toEqual({ name: "demo", entity: { name: team } });
  const content = Array.from({ length: rows }, (_, step) => printJson(wireRow(step)));
  const { status } = await made.json(`/files/${team}/demo/abc/file_stream`, {
    method: "POST",
    key,
    body: { files: { "wandb-history.jsonl": { offset: 0, content } } },
  });
  expect(status).toBe(200);
  return bucket.id;
}

describe("two teams of one server", () => {
  test("log runs of the same name, and each sees its own", async () => {
    const [ours, theirs] = [await log("stepwell", 2), await log("vision", 5)];
    expect(ours).not.toBe(theirs);
    for (const [team, rows] of [
      ["stepwell", 2],
      ["vision", 5],
    ] as const) {
      const key = keyOf(team);
      expect((await made.json("/api/projects", { key })).body).toMatchObject([{ name: "demo", runs: 1 }]);
      const text = await (await made.send("/api/runs/demo/abc/rows", { key })).text();
      expect(
        text
          .trim()
          .split("\n")
          .filter((line) => line.includes('"row"')),
      ).toHaveLength(rows);
    }
  });

  test("can't read, change or delete each other's runs by their id", async () => {
    const id = await log("vision");
    const query = 'mutation($id: String!) { upsertBucket(input: { id: $id, notes: "mine" }) { inserted } }';
    const { body } = await made.graphql(keyOf("stepwell", "admin"), query, { id });
    expect(JSON.stringify(body)).toContain("there is none with this id");
    const key = keyOf("stepwell", "admin");
    expect((await made.json("/api/runs/demo/abc", { key })).status).toBe(404);
    expect((await made.json("/api/runs/demo/abc", { key, method: "DELETE" })).status).toBe(404);
    expect((await made.json("/api/runs/%2Fvision%2Fdemo/abc", { key })).status).toBe(404);
    expect((await made.json("/api/runs", { key })).body).toEqual({ runs: [], next: null });
    expect((await made.json("/api/runs/demo/abc", { key: keyOf("vision") })).status).toBe(200);
  });

  test("a key of another team is refused with 403 and a sentence, wherever the team is named", async () => {
    await log("vision");
    const key = keyOf("stepwell");
    const asked: [string, string][] = [
      [`{ project(name: "demo", entityName: "vision") { id } }`, "project"],
      [`{ model(name: "demo", entityName: "vision") { id } }`, "model"],
      [`{ entity(name: "vision") { id } }`, "entity"],
      [
        `mutation { upsertBucket(input: { name: "x", modelName: "demo", entityName: "vision" }) { inserted } }`,
        "upsertBucket",
      ],
      [
        `mutation { createRunFiles(input: { entityName: "vision", projectName: "demo", runName: "abc", files: ["a"] }) { runID } }`,
        "createRunFiles",
      ],
    ];
    for (const [query] of asked) {
      const { status, body } = await made.graphql(key, query);
      expect([query, status]).toEqual([query, 403]);
      expect(JSON.stringify(body)).toContain(
        'the key is of team \\"stepwell\\", and \\"vision\\" was asked for',
      );
    }
    for (const path of [
      "/files/vision/demo/abc/file_stream",
      "/artifacts/vision/00",
      "/artifactsV2/x/vision/p/c/b/m/n",
    ]) {
      const { status, body } = await made.json(path, {
        key,
        method: path.startsWith("/files") ? "POST" : "GET",
        ...(path.startsWith("/files") ? { body: {} } : {}),
      });
      expect([path, status]).toEqual([path, 403]);
      expect(JSON.stringify(body)).toContain("Use a key of that team");
    }
  });

  test("a team's own name, an empty one and none are all its own", async () => {
    await log("vision");
    for (const entity of ["vision", "", undefined]) {
      const query = `query($entity: String) { project(name: "demo", entityName: $entity) { entityName run(name: "abc") { name } } }`;
      const { status, body } = await made.graphql(
        keyOf("vision"),
        query,
        entity === undefined ? {} : { entity },
      );
      expect(status).toBe(200);
      expect(body["data"]).toEqual({ project: { entityName: "vision", run: { name: "abc" } } });
    }
  });

  test("the viewer is the user, in the team", async () => {
    const query = "{ viewer { username entity admin teams { edges { node { name members { id } } } } } }";
    expect((await made.graphql(keyOf("vision", "admin"), query)).body["data"]).toEqual({
      viewer: {
        username: "admin",
        entity: "vision",
        admin: true,
        teams: { edges: [{ node: { name: "vision", members: [] } }] },
      },
    });
    expect((await made.graphql(keyOf("stepwell"), query)).body["data"]).toMatchObject({
      viewer: { username: "member", entity: "stepwell", admin: false },
    });
  });

  test.each([
    ["a key of the process", {}],
    ["a key that stays", { linkKey: async () => new Uint8Array(32).fill(7) }],
  ])("signed addresses, by %s, lead to the team that they were made for, without a key", async (_, ports) => {
    made = await createTeamServer(ports);
    await log("stepwell");
    await log("vision");
    const { body } = await made.graphql(
      keyOf("vision"),
      `mutation { createRunFiles(input: { projectName: "demo", runName: "abc", files: ["notes.txt"] }) { files { uploadUrl } } }`,
    );
    const { files } = (body["data"] as { createRunFiles: { files: { uploadUrl: string }[] } }).createRunFiles;
    const url = new URL(files[0]?.uploadUrl ?? "");
    expect(url.pathname).toMatch(/^\/teams\/vision\/wire\/uploads\//);
    const put = (path: string) =>
      made.server.app.fetch(new Request(`http://localhost:7733${path}`, { method: "PUT", body: "hello" }));
    expect((await put(url.pathname)).status).toBe(200);
    const file = await made.send("/api/runs/demo/abc/files/notes.txt", { key: keyOf("vision") });
    expect(await file.text()).toBe("hello");
    expect((await put(url.pathname.replace("/teams/vision", ""))).status).toBe(403);
    expect((await put(url.pathname.replace("vision", "nobody"))).status).toBe(403);
    expect((await put(`${url.pathname}x`)).status).toBe(403);
  });

  test("the watched folder is the first team's", async () => {
    made.server.folder("run-1-abc").log({ loss: 1 });
    await made.server.settle();
    expect((await made.json("/api/runs/demo/abc", { key: keyOf("stepwell") })).status).toBe(200);
    expect((await made.json("/api/runs/demo/abc", { key: keyOf("vision") })).status).toBe(404);
    expect((await made.json("/api/server", { key: keyOf("vision") })).body["folder"]).toBeNull();
  });

  test("a run of any team that falls silent counts as crashed, also after a restart", async () => {
    await log("vision");
    await made.server.restart();
    await made.server.clock.advanceAsync(6 * 60_000);
    await made.server.app.tick();
    const { body } = await made.json("/api/runs/demo/abc", { key: keyOf("vision") });
    expect(body["run"]).toMatchObject({ status: "crashed" });
  });

  test("an admin manages the own team, one of the first team all", async () => {
    const inVision = { key: keyOf("vision", "admin") };
    const body = { name: "eve", role: "member" };
    expect((await made.json("/api/users", { ...inVision, method: "POST", body })).status).toBe(201);
    const users = (await made.json("/api/users", inVision)).body["users"] as { name: string; team: string }[];
    expect(users.map(({ team, name }) => `${team}/${name}`)).toEqual([
      "vision/admin",
      "vision/eve",
      "vision/member",
      "vision/viewer",
    ]);
    for (const path of ["/api/users?team=stepwell", "/api/users?team=*", "/api/keys?team=stepwell"]) {
      expect([path, (await made.json(path, inVision)).status]).toEqual([path, 403]);
    }
    const foreign = { ...body, team: "stepwell" };
    expect((await made.json("/api/users", { ...inVision, method: "POST", body: foreign })).status).toBe(403);
    const { keys } = (await made.json("/api/keys", { key: keyOf("stepwell") })).body as unknown as {
      keys: { id: string }[];
    };
    const revoke = { ...inVision, method: "DELETE" };
    expect((await made.json(`/api/keys/${keys[0]?.id}?team=stepwell`, revoke)).status).toBe(404);

    const inFirst = { key: keyOf("stepwell", "admin") };
    const third = { name: "zoe", role: "admin", team: "speech" };
    expect((await made.json("/api/users", { ...inFirst, method: "POST", body: third })).status).toBe(201);
    const all = (await made.json("/api/users?team=*", inFirst)).body["users"] as object[];
    expect(all).toHaveLength(8);
  });
});

test("what is wrong with the server is for the first team, since it may name any team's runs", async () => {
  made = await createTeamServer({ problems: () => ['Damaged: "/vision/demo/abc".'] });
  const problemsOf = async (team: string) =>
    (await made.json("/api/server", { key: keyOf(team) })).body["problems"];
  expect(await problemsOf("stepwell")).toEqual(['Damaged: "/vision/demo/abc".']);
  expect(await problemsOf("vision")).toEqual([]);
});

test("what teams left in the store is not on a server that asks for no keys", async () => {
  await log("stepwell", 2);
  await log("vision", 5);
  const open = createTestServer({ runs: made.server.runs, metrics: made.server.metrics });
  expect(await open.get("/api/projects")).toMatchObject([{ name: "demo", runs: 1 }]);
  expect(await open.rows("demo", "abc")).toHaveLength(2);
  expect((await open.request("/api/runs/%2Fvision%2Fdemo/abc")).status).toBe(404);
  await open.settle();
  const { body } = await made.json("/api/projects", { key: keyOf("vision") });
  expect(body).toMatchObject([{ name: "demo", runs: 1 }]);
});
