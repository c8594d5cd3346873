import type { LiveEvent, LiveSubscription } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createClient } from "./create-client.ts";
import type { LiveState } from "./live.ts";
import type { Fetch } from "./transport.ts";

/** A server whose streams the test opens, feeds and cuts. */
function liveServer() {
  const streams: { readonly lastEventId: string | undefined; send(text: string): void; cut(): void }[] = [];
  const wishes: { readonly stream: string; readonly body: LiveSubscription }[] = [];
  let up = true;
  const fetch: Fetch = (url, init) => {
    if (!up) return Promise.reject(new TypeError("fetch failed"));
    if (init?.method === "PUT") {
      wishes.push({
        stream: url.split("/").at(-1) as string,
        body: JSON.parse(init.body as string) as LiveSubscription,
      });
      return Promise.resolve(new Response(null, { status: 204 }));
    }
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const headers = init?.headers as Record<string, string>;
        streams.push({
          lastEventId: headers["last-event-id"],
          send: (text) => controller.enqueue(new TextEncoder().encode(text)),
          cut: () => controller.close(),
        });
      },
    });
    return Promise.resolve(new Response(body));
  };
  return { streams, wishes, fetch, setUp: (value: boolean) => void (up = value) };
}

function open(server: ReturnType<typeof liveServer>) {
  const events: LiveEvent[] = [];
  const states: LiveState[] = [];
  const waits: { readonly ms: number; end(): void }[] = [];
  const live = createClient({ baseUrl: "", fetch: server.fetch }).live({
    onEvent: (event) => events.push(event),
    onState: (state) => states.push(state),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        waits.push({ ms, end: resolve });
        signal.addEventListener("abort", () => resolve());
      }),
  });
  return { live, events, states, waits };
}

/** Lets every promise that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn++) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

const wish: LiveSubscription = {
  series: [{ project: "p", run: "r", stream: "history", key: "loss", x: "_step" }],
  cells: [],
};

test("events arrive as they are sent, with numbers that JSON lacks", async () => {
  const server = liveServer();
  const { events, states, live } = open(server);
  await settle();
  server.streams[0]?.send('id: s1.0\ndata: {"type":"hello","stream":"s1"}\n\n: ping\n\nid: s1.1\nda');
  server.streams[0]?.send('ta: {"type":"points","ys":[NaN]}\n\n');
  await settle();
  expect(events.map(({ type }) => type)).toEqual(["hello", "points"]);
  expect(events[1]).toMatchObject({ ys: [Number.NaN] });
  expect(states).toEqual([{ kind: "connecting" }, { kind: "online", resumed: false }]);
  live.close();
});

test("a wish made before the connection is sent after the hello, and again on a new stream", async () => {
  const server = liveServer();
  const { live, waits } = open(server);
  let known = false;
  void live.subscribe(wish).then(() => (known = true));
  await settle();
  expect(server.wishes).toEqual([]);
  server.streams[0]?.send('id: s1.0\ndata: {"type":"hello","stream":"s1"}\n\n');
  await settle();
  expect(known).toBe(true);
  server.streams[0]?.cut();
  await settle();
  waits[0]?.end();
  await settle();
  server.streams[1]?.send('id: s2.0\ndata: {"type":"hello","stream":"s2"}\n\n');
  await settle();
  expect(server.wishes).toEqual([
    { stream: "s1", body: wish },
    { stream: "s2", body: wish },
  ]);
  live.close();
});

test("a cut stream resumes after its last event", async () => {
  const server = liveServer();
  const { live, waits, states } = open(server);
  await settle();
  server.streams[0]?.send(
    'id: s1.0\ndata: {"type":"hello","stream":"s1"}\n\nid: s1.7\ndata: {"type":"run-removed"}\n\n',
  );
  await settle();
  server.streams[0]?.cut();
  await settle();
  waits[0]?.end();
  await settle();
  expect(server.streams[1]?.lastEventId).toBe("s1.7");
  server.streams[1]?.send('id: s1.7\ndata: {"type":"hello","stream":"s1"}\n\n');
  await settle();
  expect(states.at(-1)).toEqual({ kind: "online", resumed: true });
  live.close();
});

test("the waits grow to 15 seconds and start over after a connection", async () => {
  const server = liveServer();
  server.setUp(false);
  const { live, waits, states } = open(server);
  for (let turn = 0; turn < 6; turn++) {
    await settle();
    waits[turn]?.end();
  }
  await settle();
  expect(waits.slice(0, 6).map(({ ms }) => ms)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  server.setUp(true);
  live.retry();
  await settle();
  server.streams[0]?.send('data: {"type":"hello","stream":"s"}\n\n');
  await settle();
  server.streams[0]?.cut();
  await settle();
  expect(states.at(-1)).toEqual({ kind: "offline", retryInMs: 1_000 });
  live.close();
});

test("a damaged event is passed by", async () => {
  const server = liveServer();
  const { live, events } = open(server);
  await settle();
  server.streams[0]?.send('data: {"type":\n\ndata: {"type":"hello","stream":"s"}\n\n');
  await settle();
  expect(events.map(({ type }) => type)).toEqual(["hello"]);
  live.close();
});

test("a closed stream stays closed", async () => {
  const server = liveServer();
  server.setUp(false);
  const { live, waits } = open(server);
  await settle();
  live.close();
  await settle();
  expect(waits).toHaveLength(1);
});
