import { setupServer } from "msw/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { createMockServer } from "./create-mock-server.ts";
import { createMswHandlers } from "./msw.ts";

const UPSERT = JSON.stringify({
  query: `mutation { upsertBucket(input: { name: "abc", modelName: "demo", config: "{\\"lr\\":{\\"value\\":1}}" }) { bucket { id } } }`,
});
const ALERT = JSON.stringify({
  query: `mutation { notifyScriptableRunAlert(input: { projectName: "demo", runName: "abc", title: "t", text: "x", severity: ERROR }) { success } }`,
});
const ROWS = JSON.stringify({
  files: {
    "wandb-history.jsonl": { offset: 0, content: ['{"_step":0,"loss":NaN}', '{"_step":1,"loss":1}'] },
    "wandb-summary.json": { offset: 0, content: ['{"loss":1}'] },
    "output.log": { offset: 0, content: ["2026-01-01T00:00:00.000000 hello"] },
  },
  complete: true,
  exitcode: 0,
});

describe("the mock server", () => {
  test("keeps what a client sends and gives it back typed", async () => {
    const mock = createMockServer({ clock: createVirtualClock(), random: createSeededRandom(1) });
    await mock.fetch(new Request("http://localhost/graphql", { method: "POST", body: UPSERT }));
    await mock.fetch(
      new Request("http://localhost/files/me/demo/abc/file_stream", { method: "POST", body: ROWS }),
    );
    await mock.fetch(new Request("http://localhost/graphql", { method: "POST", body: ALERT }));
    expect(await mock.run("demo", "abc")).toMatchObject({
      id: "abc",
      status: "finished",
      config: { lr: 1 },
      summary: { loss: 1 },
      rows: [
        { _step: 0, loss: Number.NaN },
        { _step: 1, loss: 1 },
      ],
      events: [],
      console: [{ number: 0, stream: "stdout", text: "hello" }],
      files: [],
      alerts: [{ title: "t", text: "x", level: "ERROR", row: 2 }],
    });
    expect(await mock.runs()).toEqual([{ project: "demo", id: "abc" }]);
    expect(await mock.run("demo", "none")).toBeUndefined();
    await mock.reset();
    expect(await mock.runs()).toEqual([]);
    await mock.close();
  });

  test("judges a silent run by the clock that it was given", async () => {
    const clock = createVirtualClock();
    const mock = createMockServer({ clock });
    await mock.fetch(new Request("http://localhost/graphql", { method: "POST", body: UPSERT }));
    clock.advance(6 * 60_000);
    await mock.tick();
    expect((await mock.run("demo", "abc"))?.status).toBe("crashed");
  });
});

describe("under msw", () => {
  const mock = createMockServer({ allowedHosts: ["tracker.example"] });
  const network = setupServer(...createMswHandlers(mock, "https://tracker.example/"));
  beforeEach(() => {
    network.listen({ onUnhandledRequest: "error" });
  });
  afterEach(() => {
    network.close();
  });

  test("an ordinary fetch reaches it", async () => {
    const response = await fetch("https://tracker.example/graphql", { method: "POST", body: UPSERT });
    expect(await response.json()).toMatchObject({ data: { upsertBucket: { bucket: {} } } });
    await fetch("https://tracker.example/files/me/demo/abc/file_stream", { method: "POST", body: ROWS });
    expect((await mock.run("demo", "abc"))?.rows).toHaveLength(2);
    expect((await fetch("https://tracker.example/sdk/otel/v1/metrics", { method: "POST" })).status).toBe(404);
  });
});
