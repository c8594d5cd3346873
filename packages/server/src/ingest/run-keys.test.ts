import { expect, test } from "vitest";
import { createKeyedQueue } from "./keyed-queue.ts";
import { createRunKeys } from "./run-keys.ts";

test("who waits for the first reading goes before who comes when it is done", async () => {
  const keys = createRunKeys({ formerNames: async () => [] });
  const queue = createKeyedQueue();
  const name = { project: "p", runId: "r" };
  const done: number[] = [];
  const all: Promise<void>[] = [];
  // One comes at every moment of the reading, which takes a few.
  for (let moment = 0; moment < 12; moment++) {
    all.push(keys.inTurn(queue, name, async () => void done.push(moment)));
    await Promise.resolve();
  }
  await Promise.all(all);
  expect(done).toEqual(Array.from({ length: 12 }, (_, moment) => moment));
});
