import type { LiveOptions } from "@stepwell/client";
import type { LiveEvent, LiveSubscription } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createTabHub } from "./tab-hub.ts";
import type { HubMessage } from "./tab-messages.ts";

const loss = { project: "p", run: "r", stream: "history", key: "loss", x: "_step" } as const;
const acc = { ...loss, key: "acc" };

function points(series: typeof loss | typeof acc): LiveEvent {
  return { ...series, type: "points", nextLine: 1, xs: [0], ys: [1] };
}

/** A hub over a stream that the test speaks for, and tabs that note what they are told. */
function setUp() {
  const sent: LiveSubscription[] = [];
  const streams: { options: LiveOptions; closed: boolean }[] = [];
  const hub = createTabHub((options) => {
    const stream = { options, closed: false };
    streams.push(stream);
    return {
      subscribe: (subscription) => {
        sent.push(subscription);
        return Promise.resolve();
      },
      retry: () => undefined,
      close: () => {
        stream.closed = true;
      },
    };
  });
  const join = () => {
    const told: HubMessage[] = [];
    return { ...hub.join((message) => told.push(message)), told };
  };
  return { sent, streams, join };
}

test("two tabs have one stream, which is asked for what either wishes, once", () => {
  const { sent, streams, join } = setUp();
  const [ann, bob] = [join(), join()];
  ann.take({ type: "wish", id: 1, subscription: { series: [loss], cells: [] } });
  bob.take({ type: "wish", id: 1, subscription: { series: [acc, loss], cells: [] } });
  expect(streams).toHaveLength(1);
  expect(sent.at(-1)).toEqual({ series: [loss, acc], cells: [] });
});

test("points go to the tabs that look at them, and runs to those that look at their project", () => {
  const { streams, join } = setUp();
  const [ann, bob] = [join(), join()];
  ann.take({ type: "wish", id: 1, subscription: { project: "p", series: [loss], cells: [] } });
  bob.take({ type: "wish", id: 1, subscription: { project: "q", series: [acc], cells: [] } });
  streams[0]?.options.onEvent(points(loss));
  streams[0]?.options.onEvent({ type: "run-removed", project: "q", run: "x" });
  const events = (told: HubMessage[]) =>
    told.flatMap((one) => (one.type === "event" ? [one.event.type] : []));
  expect(events(ann.told)).toEqual(["points"]);
  expect(events(bob.told)).toEqual(["run-removed"]);
});

test("a project is asked for only while all tabs look at the same one", () => {
  const { sent, join } = setUp();
  const [ann, bob] = [join(), join()];
  ann.take({ type: "wish", id: 1, subscription: { project: "p", series: [], cells: [] } });
  expect(sent.at(-1)?.project).toBeUndefined();
  bob.take({ type: "wish", id: 1, subscription: { project: "p", series: [], cells: [] } });
  expect(sent.at(-1)?.project).toBe("p");
  bob.take({ type: "wish", id: 2, subscription: { project: "q", series: [], cells: [] } });
  expect(sent.at(-1)?.project).toBeUndefined();
});

test("a tab hears when the server knows its wish", async () => {
  const { join } = setUp();
  const ann = join();
  ann.take({ type: "wish", id: 4, subscription: { series: [loss], cells: [] } });
  await Promise.resolve();
  await Promise.resolve();
  expect(ann.told).toContainEqual({ type: "heard", id: 4 });
});

test("a tab that joins is told how the stream stands, and that it may have missed things", () => {
  const { streams, join } = setUp();
  join();
  streams[0]?.options.onState?.({ kind: "online", resumed: true });
  expect(join().told).toEqual([{ type: "state", state: { kind: "online", resumed: false } }]);
});

test("what a tab wished for is not asked for when it has gone, and the stream ends with the last", () => {
  const { sent, streams, join } = setUp();
  const [ann, bob] = [join(), join()];
  ann.take({ type: "wish", id: 1, subscription: { series: [loss], cells: [] } });
  bob.take({ type: "wish", id: 1, subscription: { series: [acc], cells: [] } });
  ann.take({ type: "bye" });
  expect(sent.at(-1)).toEqual({ series: [acc], cells: [] });
  ann.leave();
  expect(streams[0]?.closed).toBe(false);
  bob.leave();
  expect(streams[0]?.closed).toBe(true);
  join();
  expect(streams).toHaveLength(2);
});
