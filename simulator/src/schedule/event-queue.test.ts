import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createEventQueue } from "./event-queue.ts";

test("events come by time, and those of one moment in the order in which they were put in", () => {
  const random = createSeededRandom(1);
  const queue = createEventQueue();
  const put = Array.from({ length: 500 }, (_, order) => ({
    dueMs: random.integer(40),
    order,
    run: () => undefined,
  }));
  for (const event of put) queue.push(event);
  const got = put.map(() => queue.pop());
  expect(got).toEqual(put.toSorted((a, b) => a.dueMs - b.dueMs || a.order - b.order));
  expect(queue.pop()).toBeUndefined();
  expect(queue.size).toBe(0);
});
