import { describe, expect, test } from "vitest";
import { createTestServer } from "../testing/test-server.ts";
import { createWireClient, wireRow } from "../testing/wire-client.ts";

const CALLERS = {
  "an ordinary client": {},
  "a writer of a shared run": { "x-wandb-async-client-id": "one" },
} as const;

describe.each(Object.entries(CALLERS))("a run that people deleted under %s", (_, headers) => {
  test("stays away while the client logs on, over a restart too", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.upsert({}, headers);
    await client.history(0, [wireRow(0)], headers);
    await server.request("/api/runs/demo/abc", { method: "DELETE" });

    for (const state of ["running", "restarted"]) {
      expect((await client.history(1, [wireRow(1)], headers)).status, state).toBe(200);
      expect((await server.request("/api/runs/demo/abc")).status, state).toBe(404);
      await server.restart();
    }
    await expect(client.upsert({}, headers)).rejects.toThrow(
      "it was deleted here. Start it under another id.",
    );
    const fork = JSON.stringify({ _wandb: { value: { branch_point: { run_id: "def", step: 1 } } } });
    await expect(client.upsert({ config: fork }, headers)).rejects.toThrow("it was deleted here");
    expect((await server.request("/api/runs/demo/abc")).status).toBe(404);
  });

  test("comes back when a run file is started under its name, and the client may go on in it", async () => {
    const server = createTestServer();
    const client = createWireClient(server);
    await client.history(0, [wireRow(0)], headers);
    await server.request("/api/runs/demo/abc", { method: "DELETE" });
    await server.restart();
    await client.history(0, [wireRow(5)], { "x-stepwell-source": "another-file" });
    expect((await server.rows("demo", "abc")).map(({ _step }) => _step)).toEqual([5]);
    // A writer of a shared run numbers its own lines, anew in the new run.
    await client.history("x-wandb-async-client-id" in headers ? 0 : 1, [wireRow(6)], headers);
    expect((await server.rows("demo", "abc")).map(({ _step }) => _step)).toEqual([5, 6]);
  });
});
