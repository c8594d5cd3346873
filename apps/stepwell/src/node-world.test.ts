import { expect, test } from "vitest";
import { createNodeWorld } from "./node-world.ts";

test("a server that drains answers what was begun, waits for no endless stream, and takes nothing new", async () => {
  let answer = (): void => undefined;
  let begun = (): void => undefined;
  const isBegun = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const listener = await createNodeWorld().listen({
    host: "localhost",
    port: 0,
    fetch: async (request) => {
      if (request.url.endsWith("/live")) {
        return new Response(new ReadableStream({ start: (live) => live.enqueue(new Uint8Array(1)) }), {
          headers: { "content-type": "text/event-stream" },
        });
      }
      begun();
      await held;
      return new Response("stored");
    },
  });
  const address = `http://127.0.0.1:${listener.port}`;
  const live = await fetch(`${address}/live`);
  const slow = fetch(`${address}/slow`);
  await isBegun;
  let isDrained = false;
  const draining = listener.drain().then(() => {
    isDrained = true;
  });
  await expect(fetch(`${address}/new`)).rejects.toThrow("fetch failed");
  expect(isDrained).toBe(false);
  answer();
  expect(await (await slow).text()).toBe("stored");
  await draining;
  await listener.close();
  await expect(
    live.body
      ?.getReader()
      .read()
      .then(() => live.text()),
  ).rejects.toThrow();
});
