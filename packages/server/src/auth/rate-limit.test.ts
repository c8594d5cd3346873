import { createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createRateLimit } from "./rate-limit.ts";

test("a burst is allowed, then one after each interval, for each sender by itself", () => {
  const clock = createVirtualClock();
  const limit = createRateLimit({ clock, burst: 3, everyMs: 1000 });
  expect([1, 2, 3, 4].map(() => limit.take("a"))).toEqual([0, 0, 0, 1000]);
  expect(limit.take("b")).toBe(0);
  clock.advance(400);
  expect(limit.peek("a")).toBe(600);
  clock.advance(600);
  expect(limit.peek("a")).toBe(0);
  expect(limit.take("a")).toBe(0);
  expect(limit.take("a")).toBe(1000);
  clock.advance(60_000);
  expect([1, 2, 3, 4].map(() => limit.take("a"))).toEqual([0, 0, 0, 1000]);
});

test("of very many senders the ones that were quiet longest are forgotten", () => {
  const clock = createVirtualClock();
  const limit = createRateLimit({ clock, burst: 1, everyMs: 1000 });
  limit.take("first");
  for (let index = 0; index < 9_999; index++) limit.take(`s${index}`);
  expect(limit.peek("first")).toBe(1000);
  limit.take("one more");
  expect(limit.peek("first")).toBe(0);
});
