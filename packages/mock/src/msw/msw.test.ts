import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import { graphql } from "../testing/log-run.ts";
import { createMswHandlers, setupMockServer } from "./node.ts";
import "../vitest.ts";

const UPSERT = JSON.stringify({
  query: `mutation { upsertBucket(input: { name: "abc", modelName: "demo" }) { bucket { id } } }`,
});
const post = (url: string): Promise<Response> => fetch(url, { method: "POST", body: UPSERT });

describe("with the hooks of the runner", () => {
  const mock = setupMockServer({
    baseUrl: "https://tracker.example/",
    faults: ["cut,nth=1", "cut=4,nth=2"],
    hooks: { beforeAll, afterEach, afterAll },
  });

  test("an ordinary fetch reaches it, and meets its faults", async () => {
    expect(mock.url).toBe("https://tracker.example");
    await expect(post(`${mock.url}/graphql`)).rejects.toThrow(/fetch/i);
    await expect(post(`${mock.url}/graphql`).then((reply) => reply.text())).rejects.toThrow();
    expect(await (await post(`${mock.url}/graphql`)).json()).toMatchObject({
      data: { upsertBucket: { bucket: {} } },
    });
    await expect(mock.run("abc")).not.toHaveFinished();
    expect(mock).toHaveReceived("upsertBucket", { times: 3 });
    expect((await fetch(`${mock.url}/sdk/otel/v1/metrics`, { method: "POST" })).status).toBe(404);
    mock.addFault("status=418");
  });

  test("the next test finds it empty, with the faults that it began with", async () => {
    expect(await mock.runs()).toEqual([]);
    expect(mock.requests).toEqual([]);
    expect(mock.faults.map(({ text, seen }) => [text, seen])).toEqual([
      ["cut,nth=1", 0],
      ["cut=4,nth=2", 0],
    ]);
  });
});

describe("by hand", () => {
  test("it listens, forgets and closes, and again", async () => {
    const mock = setupMockServer({ baseUrl: "http://localhost:1" });
    await expect(post(`${mock.url}/graphql`)).rejects.toThrow();
    for (let time = 0; time < 2; time++) {
      await mock.listen();
      expect((await post(`${mock.url}/graphql`)).status).toBe(200);
      expect(await mock.runs()).toHaveLength(1);
      await mock.resetHandlers();
      expect(await mock.runs()).toEqual([]);
      await mock.close();
      await expect(post(`${mock.url}/graphql`)).rejects.toThrow();
    }
  });

  test("an address that is none is refused with a sentence", () => {
    for (const baseUrl of ["", "tracker", "ftp://x"]) {
      expect(() => setupMockServer({ baseUrl })).toThrow(
        `[mock] Failed to set up the mock server: its "baseUrl" is "${baseUrl}". Give an address as "http://localhost:7733".`,
      );
    }
  });
});

describe("among handlers of one's own", () => {
  const mock = createMockServer();
  const network = setupServer(...createMswHandlers(mock));
  beforeEach(() => network.listen({ onUnhandledRequest: "bypass" }));
  afterEach(() => network.close());

  test("it answers below its address", async () => {
    expect((await post("http://localhost:7733/graphql")).status).toBe(200);
    await expect(post("http://localhost:7734/graphql")).rejects.toThrow();
    expect(await (await graphql(mock, "query A { viewer { id } }")).json()).toHaveProperty("data.viewer");
  });
});
