import { parseJson } from "@stepwell/protocol";
import type { Json } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createArtifactClient } from "../testing/artifact-client.ts";
import { createTeamServer } from "../testing/team-server.ts";
import type { TeamServer } from "../testing/team-server.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { API_PATHS } from "./api-document.ts";

const VERSION = "/artifacts/demo/data/versions/v0";
const HISTOGRAM = { histogram: { _type: "histogram", values: [1], bins: [0, 1] } };

/** A request for every address, by its id. */
const REQUESTS: Readonly<Record<string, readonly [path: string, body?: Json]>> = {
  listProjects: ["/projects"],
  makeProject: ["/projects", { name: "new" }],
  readProject: ["/projects/demo"],
  readProjectSize: ["/projects/demo/size"],
  editProject: ["/projects/demo", { description: "d" }],
  deleteProject: ["/projects/demo"],
  listProjectKeys: ["/projects/demo/keys"],
  listViews: ["/projects/demo/views"],
  readView: ["/projects/demo/views/mine"],
  saveView: ["/projects/demo/views/new", { content: { a: 1 } }],
  deleteView: ["/projects/demo/views/mine"],
  listRuns: ["/runs"],
  queryRuns: ["/runs/query", { project: "demo", columns: ["config.lr"] }],
  queryRunsByLink: [`/runs/query?q=${encodeURIComponent(JSON.stringify({ project: "demo" }))}`],
  groupRuns: ["/run-groups/query", { project: "demo", by: ["state"], measures: ["config.no"] }],
  groupRunsByLink: [
    `/run-groups/query?q=${encodeURIComponent(JSON.stringify({ project: "demo", by: ["state"] }))}`,
  ],
  countRunValues: ["/run-values/query", { project: "demo", path: "name" }],
  countRunValuesByLink: [
    `/run-values/query?q=${encodeURIComponent(JSON.stringify({ project: "demo", path: "name" }))}`,
  ],
  listRunKeys: ["/run-keys?project=demo"],
  editRuns: ["/runs/edit", { project: "demo", filter: {}, edit: { project: "taken" } }],
  deleteRuns: ["/runs/delete", { project: "demo", filter: {} }],
  readRun: ["/runs/demo/abc"],
  editRun: ["/runs/demo/abc", { notes: "n", archived: true }],
  deleteRun: ["/runs/demo/abc"],
  listAlerts: ["/runs/demo/abc/alerts"],
  readSeries: [
    "/series",
    { series: [{ project: "demo", run: "abc", stream: "history", key: "loss", x: "_step", buckets: 9 }] },
  ],
  readRows: ["/runs/demo/abc/rows?keys=loss"],
  readCells: ["/runs/demo/abc/cells?key=histogram&toStep=3"],
  readConsole: ["/runs/demo/abc/console?search=line"],
  findConsoleLines: ["/runs/demo/abc/console/matches?pattern=line"],
  readConsoleText: ["/runs/demo/abc/console/text"],
  listFiles: ["/runs/demo/abc/files?limit=1"],
  readFile: ["/runs/demo/abc/files/a.txt"],
  listArtifactTypes: ["/artifact-types?project=demo"],
  listArtifacts: ["/artifacts/demo"],
  readArtifact: ["/artifacts/demo/data"],
  editArtifact: ["/artifacts/demo/data", { description: "d" }],
  deleteArtifact: ["/artifacts/demo/data"],
  listArtifactVersions: ["/artifacts/demo/data/versions"],
  readArtifactVersion: [VERSION],
  editArtifactVersion: [VERSION, { aliases: ["x"] }],
  deleteArtifactVersion: [VERSION],
  listArtifactFiles: [`${VERSION}/files`],
  readArtifactFile: [`${VERSION}/files/a.txt`],
  listRunArtifacts: ["/runs/demo/abc/artifacts"],
  readDocument: ["/openapi.json"],
  readServer: ["/server"],
  openLive: ["/live"],
  subscribe: ["/live/none", { series: [], cells: [] }],
  exportProject: ["/export/demo"],
  exportRun: ["/export/demo/abc?format=csv"],
  exportRuns: ["/export", { project: "demo", table: "runs" }],
  readSession: ["/session"],
  signIn: ["/session", { key: "own" }],
  signOut: ["/session"],
  listKeys: ["/keys"],
  addKey: ["/keys", { label: "l" }],
  removeKey: ["/keys/none"],
  listUsers: ["/users?team=*"],
  addUser: ["/users", { name: "eve", role: "viewer" }],
  setRole: ["/users/viewer", { role: "member" }],
  removeUser: ["/users/viewer"],
};

/** An open server with a run of all kinds, and for the addresses of accounts one that asks for keys. */
async function createServers(): Promise<{ server: TestServer; team: TeamServer }> {
  const server = createTestServer();
  const folder = server.folder("run-1-abc", { config: [{ path: ["lr"], value: 0.1 }] });
  folder.log({ loss: 1, ...HISTOGRAM }, { loss: Number.NaN });
  folder.file("a.txt", "a");
  await server.settle();
  const client = createArtifactClient(server);
  await client.wire.upsert({ name: "abc", modelName: "taken" });
  await client.wire.stream({ files: { "output.log": { offset: 0, content: ["line 1"] } } });
  await client.ask(
    `mutation { notifyScriptableRunAlert(input: {projectName: "demo", runName: "abc", title: "t", text: "x"}) { success } }`,
  );
  await server.request("/api/projects/demo/views/mine", { method: "PUT", body: `{"content":{"a":1}}` });
  const id = await client.log({ files: { "a.txt": "a" } });
  await client.ask(
    `mutation UseArtifact($id: ID!) { useArtifact(input: {artifactID: $id, projectName: "demo", runName: "abc"}) { artifact { id } } }`,
    { id },
  );
  return { server, team: await createTeamServer() };
}

test("there is a request for every address", () => {
  expect(Object.keys(REQUESTS).toSorted()).toEqual(API_PATHS.map(({ id }) => id).toSorted());
});

// Nothing of that name is there for these two.
const REFUSED = ["subscribe", "removeKey"];

test.each(API_PATHS.map((route) => [route.id, route] as const))(
  "%s replies as it is described",
  async (id, { method, tag, status = 200, reply }) => {
    const { server, team } = await createServers();
    const [path, asked] = REQUESTS[id] as readonly [string, Json?];
    const key = team.keys["stepwell/admin"] as string;
    const body = id === "signIn" ? { key } : asked;
    const init = {
      method: method.toUpperCase(),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const response =
      tag === "accounts"
        ? await team.send(`/api${path}`, {
            method: init.method,
            key,
            ...(body === undefined ? {} : { body }),
          })
        : await server.request(`/api${path}`, init);
    expect(response.status).toBe(REFUSED.includes(id) ? 404 : status);
    if (reply === undefined) return;
    const type = response.headers.get("content-type")?.split(";")[0] ?? "";
    if ("types" in reply) {
      expect([type, "*/*"].some((one) => reply.types.includes(one))).toBe(true);
      await response.body?.cancel();
      return;
    }
    expect(type).toBe("application/json");
    const text = await response.text();
    expect(reply.safeParse(parseJson(text)).error?.issues ?? []).toEqual([]);
    // A list without members would say nothing of what they are.
    if (tag !== "server") expect(text.replaceAll(MAY_BE_EMPTY, "")).not.toContain("[]");
  },
);

const MAY_BE_EMPTY = /"(?:tags|damage|metrics|systemKeys|charts|aliases|refused)":\[\]/g;
