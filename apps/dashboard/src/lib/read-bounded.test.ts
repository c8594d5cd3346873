import { expect, test } from "vitest";
import { readBounded } from "./read-bounded.ts";

function streamed(...parts: readonly number[][]): Response {
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(Uint8Array.from(part));
        controller.close();
      },
    }),
  );
}

test("parts are joined up to the limit", async () => {
  expect([...(await readBounded(streamed([1, 2], [3]), 3))]).toEqual([1, 2, 3]);
  expect([...(await readBounded(new Response(null), 3))]).toEqual([]);
});

test("a reply that is longer is refused, whether or not it says so", async () => {
  await expect(readBounded(streamed([1, 2], [3]), 2)).rejects.toThrow(RangeError);
  const told = new Response("abc", { headers: { "content-length": "3000" } });
  await expect(readBounded(told, 100)).rejects.toThrow("more than 100 bytes");
});
