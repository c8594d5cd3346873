import { describe, expect, test } from "vitest";
import { parseJson, printJson } from "@stepwell/protocol";
import type { Json, JsonObject, RunDetail, RunView } from "@stepwell/protocol";
import { createTestServer } from "../testing/test-server.ts";

describe("the api of runs", () => {
  test("lists projects and pages through runs, newest first", async () => {
    const server = createTestServer();
    for (const runId of ["a", "b", "c"]) server.folder(`run-1-${runId}`, { runId }).exit(0);
    server.folder("run-2-d", { runId: "d", project: "" }).log({ loss: 1 });
    await server.settle();

    expect(await server.get<JsonObject[]>("/api/projects")).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "demo", runs: 3, live: 0 }),
        expect.objectContaining({ name: "uncategorized", runs: 1, live: 1 }),
      ]),
    );
    type Page = { runs: RunView[]; next: number | null };
    const first = await server.get<Page>("/api/runs?project=demo&limit=2");
    expect(first.runs.map(({ id }) => id)).toEqual(["c", "b"]);
    const second = await server.get<Page>(`/api/runs?project=demo&limit=2&before=${first.next}`);
    expect(second.runs.map(({ id }) => id)).toEqual(["a"]);
    expect(second.next).toBeNull();
  });

  test("tells a run's config, summary, definitions, keys and losses, without what is ours", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc", { config: [{ path: ["lr"], value: 0.1 }] });
    folder.write(
      {
        type: "config",
        update: [{ path: ["_wandb", "stepwell_stats"], value: { dropped: { "step-too-low": 2, other: 0 } } }],
        remove: [],
      },
      { type: "summary", update: [{ path: ["best"], value: Infinity }], remove: [] },
    );
    folder.log(
      { loss: 1, hist: { _type: "histogram", values: [1], bins: [0, 1] }, note: "hello" },
      { loss: NaN, hist: { _type: "histogram", values: [2], bins: [0, 1] } },
    );
    folder.write({ type: "stats", timestamp: { seconds: 5, nanos: 0 }, items: [{ key: "cpu", value: 3 }] });
    await server.settle();

    const detail = await server.get<RunDetail>("/api/runs/demo/abc");
    expect(detail.run).toMatchObject({
      config: { lr: 0.1 },
      dropped: { "step-too-low": 2 },
      step: 1,
      rows: 2,
    });
    expect(detail.run.config).not.toHaveProperty("_wandb");
    expect(detail.run.summary).toMatchObject({ best: Infinity });
    expect(detail.run.summary).not.toHaveProperty("_wandb");
    expect(detail.keys).toEqual(
      expect.arrayContaining([
        { key: "loss", kind: "number", count: 2 },
        { key: "hist", kind: "histogram", count: 2 },
        { key: "note", kind: "text", count: 1 },
      ]),
    );
    expect(detail.systemKeys.map(({ key }) => key)).toContain("system\\.cpu");
  });

  test("tells where a run branched off, when it was begun, and how its process ended", async () => {
    const server = createTestServer();
    const point = { path: ["_wandb", "branch_point"], value: { run_id: "parent", step: 4 } };
    server.folder("run-1-abc", { config: [point], session: { startingStep: 5 } }).exit(3);
    server.folder("run-2-own", { runId: "own", session: { resumed: true } });
    await server.settle();
    const forked = await server.get<RunDetail>("/api/runs/demo/abc");
    expect(forked).toMatchObject({ fork: { run: "parent", step: 4 }, exitCode: 3 });
    expect(forked.sessions).toEqual([{ startedAt: forked.run.startedAt, step: 5, resumed: false }]);
    const own = await server.get<RunDetail>("/api/runs/demo/own");
    expect(own).toMatchObject({ fork: null, exitCode: null, sessions: [{ step: 0, resumed: true }] });
  });

  test("edits lie over what the run says, one by one", async () => {
    const server = createTestServer();
    server.folder("run-1-abc").log({ loss: 1 });
    await server.settle();
    const patch = async (body: Json) =>
      server.request("/api/runs/demo/abc", { method: "PATCH", body: printJson(body) });

    await patch({ name: "better", tags: ["a"] });
    const reply = await patch({ notes: "see below" });
    expect(parseJson(await reply.text())).toMatchObject({ name: "better", tags: ["a"], notes: "see below" });
    const refused = await patch({ colour: "red" });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("colour");
  });

  test("a deleted run is gone, stays gone, and its folder is untouched", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log({ loss: 1 });
    await server.settle();
    expect((await server.request("/api/runs/demo/abc", { method: "DELETE" })).status).toBe(204);
    folder.log({ loss: 2 });
    await server.settle();
    await server.restart();
    await server.settle();

    expect((await server.request("/api/runs/demo/abc")).status).toBe(404);
    expect(server.fileSystem.statSync(folder.runFile)?.size).toBeGreaterThan(0);
  });

  test("names with slashes, spaces and percent signs are found", async () => {
    const server = createTestServer();
    server.folder("run-1-x", { runId: "a/b c%20", project: "p?#/ü" }).log({ loss: 1 });
    await server.settle();
    const path = `/api/runs/${encodeURIComponent("p?#/ü")}/${encodeURIComponent("a/b c%20")}`;
    expect((await server.get<RunDetail>(path)).run.id).toBe("a/b c%20");
  });

  test("an unknown run is refused with a sentence that names it", async () => {
    const server = createTestServer();
    for (const path of ["", "/rows", "/cells?key=a", "/console", "/files", "/files/a.txt"]) {
      const response = await server.request(`/api/runs/demo/nope${path}`);
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('Failed to find run \\"nope\\" of project \\"demo\\"');
    }
  });
});
