import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createOwner } from "../schedule/owner.ts";
import { createSchedule } from "../schedule/schedule.ts";
import { createTrace } from "../schedule/trace.ts";
import { createHost } from "./host.ts";

test("a power cut ends all processes and leaves a part of what was not synced", async () => {
  const left = new Set<number>();
  for (let seed = 0; seed < 60; seed++) {
    const schedule = createSchedule({ random: createSeededRandom(seed), trace: createTrace(0) });
    const host = createHost({ name: "h", schedule, skewMs: 0 });
    const owner = createOwner("a");
    host.add(owner);
    const file = host.disk.openAppend("/home/ada/f");
    file.writeSync(Uint8Array.of(1, 2));
    file.syncSync();
    file.writeSync(Uint8Array.of(3, 4));
    host.crash();
    expect(owner.isDead).toBe(true);
    left.add(host.disk.readFileSync("/home/ada/f").length);
  }
  expect(left).toEqual(new Set([2, 3, 4]));
});

test("each host has its own time of day, and durations are the same everywhere", () => {
  const schedule = createSchedule({ random: createSeededRandom(1), trace: createTrace(0) });
  const [one, two] = [0, -5000].map((skewMs) =>
    createHost({ name: "h", schedule, skewMs }).clock(createOwner("a")),
  );
  expect((one?.now() ?? 0) - (two?.now() ?? 0)).toBe(5000);
  expect(one?.monotonic()).toBe(two?.monotonic());
});
