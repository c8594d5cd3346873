import { printJson } from "@stepwell/protocol";
import type { Json, RunRows, RunView } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";

async function edit(server: TestServer, run: string, change: Json): Promise<number> {
  const { status } = await server.request(`/api/runs/demo/${run}`, {
    method: "PATCH",
    body: printJson(change),
  });
  return status;
}

async function colors(server: TestServer): Promise<unknown> {
  const { runs } = await server.get<{ runs: RunView[] }>("/api/runs?project=demo");
  const q = encodeURIComponent(printJson({ project: "demo" }));
  const table = await server.get<RunRows>(`/api/runs/query?q=${q}`);
  expect(table.runs.map(({ id, color }) => [id, color])).toEqual(runs.map(({ id, color }) => [id, color]));
  return runs.map(({ color }) => color);
}

describe("the colour of a run", () => {
  test("is the slot that the fewest runs of the project have, and stays until somebody chooses another", async () => {
    const server = createTestServer();
    for (const runId of ["a", "b", "c"]) server.folder(`run-1-${runId}`, { runId }).exit(0);
    await server.settle();
    expect(await colors(server)).toEqual([2, 1, 0]);
    expect(await edit(server, "b", { color: 7 })).toBe(200);
    expect(await edit(server, "a", { color: "#12ab9f" })).toBe(200);
    expect(await colors(server)).toEqual([2, 7, "#12ab9f"]);
    expect(await edit(server, "a", { name: "other" })).toBe(200);
    expect(await colors(server)).toEqual([2, 7, "#12ab9f"]);
  });

  test("is not changed to what is no colour", async () => {
    const server = createTestServer();
    server.folder("run-1-a", { runId: "a" }).exit(0);
    await server.settle();
    for (const color of [12, -1, 1.5, "red", "#fff", "#12AB9F0", "#12ab9f;x", null, {}, "#12ab9f\n"]) {
      expect(await edit(server, "a", { color }), printJson(color)).toBe(400);
    }
    expect(await colors(server)).toEqual([0]);
  });
});
