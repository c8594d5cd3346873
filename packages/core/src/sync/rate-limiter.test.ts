import { createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createRateLimiter } from "./rate-limiter.ts";

/** How many of many requests go in ten seconds after a server's answer. */
async function inTenSeconds(remaining: string, reset: string): Promise<number> {
  const clock = createVirtualClock();
  const limiter = createRateLimiter({ clock, signal: new AbortController().signal });
  const headers = new Map([
    ["ratelimit-remaining", remaining],
    ["ratelimit-reset", reset],
  ]);
  limiter.learn({ get: (name) => headers.get(name) ?? null });
  let gone = 0;
  void (async () => {
    for (let index = 0; index < 1000; index++) {
      await limiter.turn();
      gone += 1;
    }
  })();
  await clock.advanceAsync(10_000);
  return gone;
}

test.each([
  ["100", "50", 30],
  ["5", "10", 10],
  ["0", "60", 1],
  ["5", "1", 1000],
  ["many", "10", 1000],
  ["-1", "10", 1000],
  ["1e9", "10", 1000],
])("with %s requests left for %s seconds, %i go in ten", async (remaining, reset, expected) => {
  expect(await inTenSeconds(remaining, reset)).toBe(expected);
});
