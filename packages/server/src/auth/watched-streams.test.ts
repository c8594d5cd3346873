import { expect, test } from "vitest";
import { createWatchedStreams } from "./watched-streams.ts";

test("a stream that broke is asked about no more", async () => {
  const streams = createWatchedStreams(() => 0);
  let asked = 0;
  const broken = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("broken")),
  });
  const { body } = streams.watch(new Response(broken), async () => {
    asked += 1;
    return false;
  });
  await expect(body?.getReader().read()).rejects.toThrow("broken");
  await streams.review({ now: true });
  expect(asked).toBe(0);
});
