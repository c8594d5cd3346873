import { createVirtualClock } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import type { MockServer, MockServerOptions } from "../create-mock-server.ts";
import { createMockServer } from "../create-mock-server.ts";
import { graphql, logRun, stream } from "../testing/log-run.ts";
import { ConnectionCut } from "./connection-cut.ts";

const VIEWER = "query Viewer { viewer { id } }";

function mockWith(faults: MockServerOptions["faults"] = [], seed = 1) {
  const clock = createVirtualClock();
  return { clock, mock: createMockServer({ clock, faults, seed }) };
}

/** Statuses of so many questions; a cut connection is "cut". */
async function outcomes(mock: MockServer, count: number): Promise<(number | string)[]> {
  const found: (number | string)[] = [];
  for (let index = 0; index < count; index++) {
    found.push(
      await graphql(mock, VIEWER).then(
        ({ status }) => status,
        () => "cut",
      ),
    );
  }
  return found;
}

describe("which requests meet a fault", () => {
  test.each([
    ["status=500", [500, 500, 500, 500, 500, 500]],
    ["status=500,nth=2", [200, 500, 200, 200, 200, 200]],
    ["status=500,every=2", [200, 500, 200, 500, 200, 500]],
    ["status=500,first=2", [500, 500, 200, 200, 200, 200]],
    ["status=500,first=4,every=2", [200, 500, 200, 500, 200, 200]],
    ["status=500,operation=viewer,nth=1", [500, 200, 200, 200, 200, 200]],
    ["status=500,operation=graphql,nth=1", [500, 200, 200, 200, 200, 200]],
    ["status=500,operation=/graph*,nth=1", [500, 200, 200, 200, 200, 200]],
    ["status=500,operation=file_stream", [200, 200, 200, 200, 200, 200]],
    ["cut", ["cut", "cut", "cut", "cut", "cut", "cut"]],
  ])("%s", async (fault, expected) => {
    const { mock } = mockWith([fault]);
    expect(await outcomes(mock, 6)).toEqual(expected);
  });

  test("chance is the same for the same seed, another for another, and as often as it says", async () => {
    const of = async (seed: number) => outcomes(mockWith(["cut,probability=0.3"], seed).mock, 200);
    expect(await of(1)).toEqual(await of(1));
    expect(await of(1)).not.toEqual(await of(2));
    const cuts = (await of(1)).filter((outcome) => outcome === "cut").length;
    expect(cuts).toBeGreaterThan(30);
    expect(cuts).toBeLessThan(90);
  });

  test("of several that end a request the first one does, and is counted", async () => {
    const { mock } = mockWith(["status=500,nth=1", "cut"]);
    expect(await outcomes(mock, 2)).toEqual([500, "cut"]);
    expect(mock.faults.map(({ text, seen, met }) => [text, seen, met])).toEqual([
      ["status=500,nth=1", 2, 1],
      ["cut", 2, 1],
    ]);
  });
});

describe("faults while a test goes on", () => {
  test("are added, taken back, cleared, and those of the options come back with a reset", async () => {
    const { mock } = mockWith(["status=500,nth=2"]);
    const takeBack = mock.addFault({ fault: "status", status: 418 });
    expect(await outcomes(mock, 1)).toEqual([418]);
    takeBack();
    expect(await outcomes(mock, 1)).toEqual([500]);
    mock.clearFaults();
    expect(await outcomes(mock, 2)).toEqual([200, 200]);
    mock.addFault("cut");
    await mock.reset();
    expect(await outcomes(mock, 2)).toEqual([200, 500]);
    expect(() => mock.addFault("fire")).toThrow('[mock] Failed to add fault "fire"');
  });

  test("are told with the requests that met them", async () => {
    const { mock } = mockWith(["cut,nth=2", "latency=0,nth=3"]);
    await outcomes(mock, 3);
    expect(mock.requests.map(({ number, status, faults }) => [number, status, faults])).toEqual([
      [1, 200, []],
      [2, "cut", ["cut,nth=2"]],
      [3, 200, ["latency=0ms,nth=3"]],
    ]);
  });
});

describe("what a fault does", () => {
  test("a status comes with the body and the time to wait, and the server sees nothing", async () => {
    const { mock } = mockWith(["status=429,retry-after=7,body=slow down"]);
    const reply = await stream(mock, {});
    expect([reply.status, reply.headers.get("retry-after"), await reply.text()]).toEqual([
      429,
      "7",
      "slow down",
    ]);
    expect(await mock.runs()).toEqual([]);
    mock.clearFaults();
    mock.addFault("status=503");
    expect(await (await stream(mock, {})).json()).toMatchObject({
      errors: [{ message: expect.any(String) as string }],
    });
  });

  test("latency adds up, and ends with the request", async () => {
    const { clock, mock } = mockWith(["latency=2s", "latency=1s"]);
    let isAnswered = false;
    const asked = graphql(mock, VIEWER).then(() => (isAnswered = true));
    await clock.advanceAsync(2999);
    expect(isAnswered).toBe(false);
    await clock.advanceAsync(1);
    await asked;
    const given = new AbortController();
    const left = mock.fetch(new Request("http://localhost/api/projects", { signal: given.signal }));
    await clock.advanceAsync(10);
    given.abort();
    await expect(left).rejects.toThrow(ConnectionCut);
    expect(clock.pending).toBe(0);
  });

  test("a reply breaks off after its bytes", async () => {
    const { mock } = mockWith(["cut=5"]);
    const reader = (await graphql(mock, VIEWER)).body?.getReader();
    const first = await reader?.read();
    expect(new TextDecoder().decode(first?.value)).toBe('{"dat');
    await expect(reader?.read()).rejects.toThrow(ConnectionCut);
  });

  test("a slow reply takes its time and comes whole, and may break off as well", async () => {
    const { clock, mock } = mockWith(["slow-body=10"]);
    const { length } = JSON.stringify({ data: { viewer: { id: "x" } } });
    let text = "";
    const asked = graphql(mock, VIEWER).then(async (reply) => (text = await reply.text()));
    await clock.advanceAsync(1000);
    expect(text).toBe("");
    await clock.advanceAsync(length * 1000);
    await asked;
    expect(JSON.parse(text)).toHaveProperty("data.viewer.id");
    mock.addFault("cut=1");
    await expect(
      graphql(mock, VIEWER).then(async (reply) => {
        const body = reply.text();
        await Promise.race([body, clock.advanceAsync(500)]);
        return body;
      }),
    ).rejects.toThrow(ConnectionCut);
  });

  test("a reply is dropped when all was stored", async () => {
    const { mock } = mockWith(["drop-reply,operation=file_stream"]);
    await expect(logRun(mock)).rejects.toThrow(ConnectionCut);
    expect((await mock.run("abc")).history).toHaveLength(2);
  });

  test("the clock is off from the request on, until it is set again or cleared", async () => {
    const { clock, mock } = mockWith(["clock-skew=1h,nth=2", "clock-skew=-1h,nth=3"]);
    const started = async (id: string): Promise<number> => {
      await graphql(
        mock,
        `mutation { upsertBucket(input: { name: "${id}", modelName: "p" }) { bucket { id } } }`,
      );
      const reply = await mock.fetch(new Request(`http://localhost/api/runs/p/${id}`));
      return ((await reply.json()) as { run: { updatedAt: number } }).run.updatedAt - clock.now();
    };
    expect([await started("a"), await started("b")]).toEqual([0, -3_600_000]);
    mock.clearFaults();
    expect(await started("c")).toBe(0);
  });

  test("a full server stores nothing, says so as a server does, and goes on when there is space", async () => {
    const errors: unknown[] = [];
    const mock = createMockServer({
      faults: ["storage-full,first=1"],
      onServerError: (error) => errors.push(error),
    });
    const rows = { files: { "wandb-history.jsonl": { offset: 0, content: ['{"_step":0}'] } } };
    const refused = await stream(mock, rows);
    expect(refused.status).toBe(500);
    expect(await mock.runs()).toEqual([]);
    expect((await stream(mock, rows)).status).toBe(200);
    expect((await mock.run("abc")).history).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});
