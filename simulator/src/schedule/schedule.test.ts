import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createOwner, OwnerDied } from "./owner.ts";
import { createSchedule } from "./schedule.ts";
import type { Schedule } from "./schedule.ts";
import { createTrace } from "./trace.ts";

function scheduleOf(seed: number): { schedule: Schedule; trace: ReturnType<typeof createTrace> } {
  const trace = createTrace(100);
  return { trace, schedule: createSchedule({ random: createSeededRandom(seed), trace }) };
}

test("time jumps from one thing to the next, and timers of the dead do not fire", async () => {
  const { schedule } = scheduleOf(1);
  const [living, dead] = [createOwner("a"), createOwner("b")];
  const fired: string[] = [];
  schedule.after(living, 60_000, () => fired.push(`late at ${schedule.nowMs}`));
  schedule.after(living, 10, () => fired.push("early"));
  schedule.after(dead, 20, () => fired.push("dead"));
  schedule.after(living, 15, () => dead.die());
  schedule.after(living, 30, () => fired.push("cancelled"))();
  expect(await schedule.run(() => fired.length === 2, 1e6)).toBe(true);
  expect(fired).toEqual(["early", "late at 60000"]);
  expect(await schedule.run(() => false, 1e6)).toBe(false);
});

test("who dies of an effect has done it or not, and never hears of it", async () => {
  let done = 0;
  for (let seed = 0; seed < 40; seed++) {
    const { schedule } = scheduleOf(seed);
    const owner = createOwner("a");
    owner.dieAfter(2);
    let heard = 0;
    const work = async (): Promise<void> => {
      for (;;) {
        await schedule.effect(owner, "works", () => {
          done += 1;
        });
        heard += 1;
      }
    };
    void work();
    await schedule.run(() => owner.isDead, 1e6);
    await schedule.run(() => false, 1e6);
    expect(heard).toBe(1);
  }
  // One each before, and the last one of about half of them.
  expect(done).toBeGreaterThan(45);
  expect(done).toBeLessThan(75);
});

test("what is done at once is done, torn or not done when its owner dies of it, and refused afterwards", () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 40; seed++) {
    const { schedule } = scheduleOf(seed);
    const owner = createOwner("a");
    owner.dieAfter(1);
    let left = "nothing";
    const write = (): void =>
      schedule.instant(
        owner,
        "writes",
        () => void (left = "all"),
        () => void (left = "a part"),
      );
    expect(write).toThrow(OwnerDied);
    seen.add(left);
    left = "as it was";
    expect(write).toThrow(OwnerDied);
    expect(left).toBe("as it was");
  }
  expect(seen).toEqual(new Set(["nothing", "all", "a part"]));
});
