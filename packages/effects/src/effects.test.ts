import { spawnSync } from "node:child_process";
import { describe, expect, test, vi } from "vitest";
import { systemClock } from "./clock.ts";
import { nodeProcesses } from "./node/node-processes.ts";
import { randomId } from "./random.ts";
import { createSeededRandom } from "./testing/seeded-random.ts";
import { createVirtualClock } from "./testing/virtual-clock.ts";
import { createVirtualProcesses } from "./testing/virtual-processes.ts";

describe("the system clock", () => {
  test.each([Infinity, 2 ** 40])("a timer of %d ms waits instead of firing at once", (delay) => {
    vi.useFakeTimers();
    try {
      const run = vi.fn();
      const cancel = systemClock.after(delay, run);
      vi.advanceTimersByTime(3_600_000);
      expect(run).not.toHaveBeenCalled();
      cancel();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("the virtual clock", () => {
  test("runs due timers in order, and those that they set", () => {
    const clock = createVirtualClock({ now: 1000 });
    const seen: string[] = [];
    clock.after(20, () => seen.push(`b ${clock.now()}`));
    clock.after(10, () => {
      seen.push(`a ${clock.now()}`);
      clock.after(5, () => seen.push(`a2 ${clock.now()}`));
    });
    clock.after(20, () => seen.push("c"));
    const cancel = clock.after(12, () => seen.push("never"));
    cancel();
    clock.advance(20);
    expect(seen).toEqual(["a 1010", "a2 1015", "b 1020", "c"]);
    expect([clock.now(), clock.monotonic(), clock.pending]).toEqual([1020, 20, 0]);
  });

  test("waits for what a timer started, when asked to", async () => {
    const clock = createVirtualClock();
    const seen: number[] = [];
    const loop = async (): Promise<void> => {
      await Promise.resolve();
      seen.push(clock.monotonic());
      clock.after(10, () => void loop());
    };
    void loop();
    await clock.advanceAsync(30);
    expect(seen).toEqual([0, 10, 20, 30]);
  });
});

describe("seeded randomness", () => {
  test("is the same for the same seed and differs for another", () => {
    const ids = [1, 1, 2, 2 ** 40].map((seed) => randomId(createSeededRandom(seed), 8));
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(3);
  });

  test("covers its range evenly", () => {
    const random = createSeededRandom(7);
    for (let round = 0; round < 1000; round++) expect(random.float()).toBeLessThan(1);
    const tens = Array.from({ length: 10 }, () => 0);
    for (let round = 0; round < 10_000; round++) {
      const pick = random.integer(10);
      tens[pick] = (tens[pick] as number) + 1;
    }
    expect(Math.min(...tens)).toBeGreaterThan(850);
    expect(Math.max(...tens)).toBeLessThan(1150);
  });
});

describe("processes", () => {
  test("of the host: this one lives, one that ended does not", () => {
    expect(nodeProcesses.isAlive(nodeProcesses.self)).toBe(true);
    const ended = spawnSync(process.execPath, ["-e", ""]);
    expect(nodeProcesses.isAlive({ pid: ended.pid, startTime: "" })).toBe(false);
    expect(nodeProcesses.isAlive({ pid: -1, startTime: "" })).toBe(false);
    expect(nodeProcesses.host).not.toBe("");
  });

  test.runIf(process.platform === "linux")(
    "of the host: a pid that was given again is another process",
    () => {
      expect(nodeProcesses.self.startTime).toMatch(/^\d+$/);
      expect(nodeProcesses.isAlive({ pid: process.pid, startTime: "1" })).toBe(false);
    },
  );

  test("of a test start, end, and take a pid again", () => {
    const processes = createVirtualProcesses();
    const other = processes.start();
    expect([processes.isAlive(processes.self), processes.isAlive(other)]).toEqual([true, true]);
    processes.end(other);
    const next = processes.start(other.pid);
    expect([processes.isAlive(other), processes.isAlive(next)]).toEqual([false, true]);
    expect(processes.isAlive({ pid: other.pid, startTime: "" })).toBe(true);
  });
});
