import { expect, test } from "vitest";
import { inTurns } from "./in-turns.ts";

test("one thing is done in order, however long what comes before it takes", async () => {
  const done: string[] = [];
  const waits = [3, 1, 2, 0];
  await inTurns(waits, async (wait, turn) => {
    for (let tick = 0; tick < wait; tick++) await Promise.resolve();
    done.push(`ready ${wait}`);
    if (wait === 1) return;
    await turn.come();
    done.push(`turn ${wait}`);
    turn.pass();
  });
  expect(done.slice(0, 4).toSorted()).toEqual(["ready 0", "ready 1", "ready 2", "ready 3"]);
  expect(done.slice(4)).toEqual(["turn 3", "turn 2", "turn 0"]);
});

test("one that fails lets the next one come, and is told", async () => {
  const done: number[] = [];
  const all = inTurns([1, 2], async (item, turn) => {
    if (item === 1) throw new Error("no");
    await turn.come();
    done.push(item);
  });
  await expect(all).rejects.toThrow("no");
  await Promise.resolve();
  expect(done).toEqual([2]);
});
