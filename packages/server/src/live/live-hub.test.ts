import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { printJson } from "@stepwell/protocol";
import type { LiveEvent, LiveSubscription } from "@stepwell/protocol";
import { liveRoutes } from "../api/live-routes.ts";
import { replyToError } from "../api/refusal.ts";
import type { AppContext } from "../app-context.ts";
import { createLiveHub } from "./live-hub.ts";
import { createTestServer } from "../testing/test-server.ts";
import type { TestServer } from "../testing/test-server.ts";
import { openViewer } from "../testing/viewer.ts";

async function subscribe(
  server: TestServer,
  stream: string,
  wishes: Partial<LiveSubscription>,
): Promise<Response> {
  const body = printJson({ series: [], cells: [], ...wishes } as never);
  return server.request(`/api/live/${stream}`, { method: "PUT", body });
}

const wish = { project: "demo", run: "abc", stream: "history", key: "loss", x: "_step" } as const;
const kinds = (events: readonly LiveEvent[]) => events.map(({ type }) => type);

describe("the event stream", () => {
  test("begins with its name, and tells of a run that appears and of its keys", async () => {
    const server = createTestServer();
    const viewer = await openViewer(server);
    expect(await viewer.events()).toEqual([{ type: "hello", stream: viewer.stream }]);

    server.folder("run-1-abc").log({ loss: 1 });
    await server.settle(3);
    const events = await viewer.events();
    expect(events).toContainEqual(
      expect.objectContaining({ type: "run", run: expect.objectContaining({ rows: 1 }) }),
    );
    expect(events).toContainEqual({
      type: "keys",
      project: "demo",
      run: "abc",
      keys: expect.arrayContaining([{ key: "loss", kind: "number", count: 1 }]),
    });
  });

  test("says once that more is known of a run: what a metric is drawn over, an alert", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log({ loss: 1 });
    await server.settle();
    const viewer = await openViewer(server);
    const told = async () => (await viewer.events()).filter(({ type }) => type === "details").length;
    folder.log({ loss: 1 });
    await server.settle(3);
    await told();
    folder.log({ loss: 1 });
    await server.settle(3);
    expect(await told()).toBe(0);
    folder.write({
      type: "metric",
      name: "loss",
      globName: "",
      stepMetric: "epoch",
      stepSync: true,
      hidden: false,
      defined: true,
      summary: [],
      overwrite: false,
      expandedFromGlob: false,
    });
    folder.log({ loss: 1, epoch: 0 });
    await server.settle(3);
    expect(await told()).toBe(1);
  });

  test("carries the points and cells that the viewer wished for, and no others", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log({ loss: 1, acc: 2 });
    await server.settle();
    const viewer = await openViewer(server);
    const cells = [{ project: "demo", run: "abc", key: "note" }];
    expect((await subscribe(server, viewer.stream, { series: [wish], cells })).status).toBe(204);
    folder.log({ loss: 5, acc: 1 }, { acc: 1 }, { loss: NaN, note: "hi" });
    await server.settle(2);

    const events = (await viewer.events()).filter(({ type }) => type === "points" || type === "cells");
    expect(events).toEqual([
      { ...wish, type: "points", nextLine: 4, xs: [1, 3], ys: [5, NaN] },
      { type: "cells", project: "demo", run: "abc", key: "note", cells: [{ line: 3, step: 3, value: "hi" }] },
    ]);
  });

  test("tells a run's state at most four times a second, and the last one always", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    const viewer = await openViewer(server);
    for (let round = 0; round < 40; round++) {
      folder.log({ loss: round });
      await server.app.tick();
      await server.clock.advanceAsync(50);
    }
    await server.clock.advanceAsync(500);
    const runs = (await viewer.events()).filter((event) => event.type === "run");
    expect(runs.length).toBeGreaterThan(4);
    expect(runs.length).toBeLessThanOrEqual(10);
    expect(runs.at(-1)?.run.rows).toBe(40);
  });

  test("keeps to the project that the viewer looks at", async () => {
    const server = createTestServer();
    const viewer = await openViewer(server);
    await subscribe(server, viewer.stream, { project: "other" });
    server.folder("run-1-abc").log({ loss: 1 });
    server.folder("run-2-def", { runId: "def", project: "other" }).log({ loss: 1 });
    await server.settle();
    const runs = (await viewer.events()).flatMap((event) => (event.type === "run" ? [event.run.id] : []));
    expect(new Set(runs)).toEqual(new Set(["def"]));
  });

  test("tells of a run that was deleted", async () => {
    const server = createTestServer();
    server.folder("run-1-abc").log({ loss: 1 });
    await server.settle();
    const viewer = await openViewer(server);
    await server.request("/api/runs/demo/abc", { method: "DELETE" });
    expect(await viewer.events()).toContainEqual({ type: "run-removed", project: "demo", run: "abc" });
  });

  test("tells of a run whose history was cut off", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log({ loss: 1 }, { loss: 2 }, { loss: 3 });
    await server.settle();
    const viewer = await openViewer(server);
    await subscribe(server, viewer.stream, { series: [wish] });
    await viewer.events();
    const query = `mutation { rewindRun(input: {projectName: "demo", runName: "abc", metricName: "_step", metricValue: 0}) { rewoundRun { id } } }`;
    const reply = await server.request("/graphql", {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`api:${"k".repeat(40)}`)}` },
      body: JSON.stringify({ query }),
    });
    expect(await reply.json()).toMatchObject({ data: { rewindRun: { rewoundRun: {} } } });
    expect(await viewer.events()).toContainEqual({ type: "rewound", project: "demo", run: "abc" });
  });

  test("goes on where it was cut, with the wishes it had", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    const viewer = await openViewer(server);
    await subscribe(server, viewer.stream, { series: [wish] });
    folder.log({ loss: 1 });
    await server.settle();
    await viewer.events();
    await viewer.leave();
    folder.log({ loss: 2 }, { loss: 3 });
    await server.settle();

    const again = await openViewer(server, viewer.lastEventId);
    expect(again.stream).toBe(viewer.stream);
    const points = (await again.events()).filter((event) => event.type === "points");
    expect(points.flatMap(({ ys }) => ys)).toEqual([2, 3]);
  });

  test("begins anew when the viewer was away for too long, or names a stream that never was", async () => {
    const server = createTestServer();
    const viewer = await openViewer(server);
    await viewer.leave();
    await server.clock.advanceAsync(90_000);
    const late = await openViewer(server, viewer.lastEventId);
    expect(late.stream).not.toBe(viewer.stream);
    for (const id of ["nonsense", `${late.stream}.999`, `${late.stream}.-1`, "....", `${late.stream}.1e3`]) {
      const stranger = await openViewer(server, id);
      expect(stranger.stream).not.toBe(late.stream);
      expect(kinds(await stranger.events())).toEqual(["hello"]);
    }
  });

  test("drops a viewer that does not read, and leaves the others alone", async () => {
    const server = createTestServer();
    const folder = server.folder("run-1-abc");
    folder.log({ loss: 0 });
    await server.settle();
    const slow = await openViewer(server);
    const quick = await openViewer(server);
    const axes = ["_step", "_runtime", "_timestamp", "loss"];
    const series = axes.flatMap((x) => ["loss", "acc"].map((key) => ({ ...wish, key, x })));
    await subscribe(server, slow.stream, { series });
    await subscribe(server, quick.stream, { series });
    let seen = 0;
    for (let round = 0; round < 40; round++) {
      folder.log(
        ...Array.from({ length: 1000 }, (_, at) => ({ loss: at + 0.123456789, acc: at + 0.123456789 })),
      );
      await server.app.tick();
      for (const event of await quick.events()) if (event.type === "points") seen += event.ys.length;
    }
    expect(seen).toBe(8 * 40 * 1000);
    expect((await subscribe(server, slow.stream, {})).status).toBe(404);
    expect((await subscribe(server, quick.stream, {})).status).toBe(204);
    expect(await slow.ended()).toBe(true);
  });

  test("costs a ping every 25 seconds while nothing happens, and nothing without viewers", async () => {
    const server = createTestServer();
    expect(server.clock.pending).toBe(0);
    const viewer = await openViewer(server);
    await viewer.events();
    expect(server.clock.pending).toBe(1);
    await server.clock.advanceAsync(50_000);
    expect(await viewer.text()).toBe(": ping\n\n: ping\n\n");
    await viewer.leave();
    await server.clock.advanceAsync(120_000);
    expect(server.clock.pending).toBe(0);
  });

  test("refuses wishes that make no sense", async () => {
    const server = createTestServer();
    const viewer = await openViewer(server);
    expect(
      (await subscribe(server, viewer.stream, { series: [{ ...wish, stream: "x" as never }] })).status,
    ).toBe(400);
    expect((await subscribe(server, "nothing", {})).status).toBe(404);
  });

  test("has room for thousands of viewers, and says so when there are too many", async () => {
    const clock = createVirtualClock();
    const views = { look: () => Promise.resolve(undefined), keys: () => Promise.resolve([]) };
    const live = createLiveHub({ clock, random: createSeededRandom(1), views });
    let opened = 0;
    while (opened < 5000 && live.open(undefined) !== undefined) opened += 1;
    expect(opened).toBe(4096);
    expect(live.viewers).toBe(4096);
    const app = liveRoutes({ live } as unknown as AppContext);
    app.onError(replyToError({ sentenceOf: String }));
    const response = await app.request("/live");
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("too many are open");
  });

  test("ends when the server does", async () => {
    const server = createTestServer();
    const viewer = await openViewer(server);
    await server.app.close();
    expect(await viewer.ended()).toBe(true);
    expect(server.clock.pending).toBe(0);
  });
});
