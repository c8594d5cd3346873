import { createSeededRandom } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMemoryHost } from "../testing/memory-host.ts";
import { takeStartLock } from "./start-lock.ts";

const PATH = "/home/ada/.starting";

test("one process has the lock at a time, and nothing is left of it", () => {
  const host = createMemoryHost();
  const [first, second] = [host.start(), host.start()];
  const release = takeStartLock(PATH, first);
  expect(takeStartLock(PATH, second)).toBeUndefined();
  release?.();
  const again = takeStartLock(PATH, second);
  expect(again).toBeDefined();
  again?.();
  expect(host.fileSystem.statSync(`${PATH}.0`)).toBeUndefined();
});

test("the lock of a dead process is taken over by exactly one, and tidied up", () => {
  const host = createMemoryHost();
  const [first, second, third] = [host.start(), host.start(), host.start()];
  takeStartLock(PATH, first);
  host.kill(first);
  const release = takeStartLock(PATH, second);
  expect(takeStartLock(PATH, third)).toBeUndefined();
  release?.();
  expect(host.fileSystem.statSync(`${PATH}.0`)).toBeUndefined();
  expect(host.fileSystem.statSync(`${PATH}.1`)).toBeUndefined();
});

test("a lock that is being written is respected for ten seconds", () => {
  const host = createMemoryHost();
  const process = host.start();
  host.fileSystem.writeFileSync(`${PATH}.0`, new Uint8Array());
  expect(takeStartLock(PATH, process)).toBeUndefined();
  host.clock.advance(11_000);
  expect(takeStartLock(PATH, process)).toBeDefined();
});

test("a lock of another host is respected for an hour: a container that died has no heirs of its name", () => {
  const host = createMemoryHost();
  const process = host.start();
  const owner = JSON.stringify({ ...process.processes.self, host: "2f9c1d" });
  host.fileSystem.writeFileSync(`${PATH}.0`, new TextEncoder().encode(owner));
  host.clock.advance(3_500_000);
  expect(takeStartLock(PATH, process)).toBeUndefined();
  host.clock.advance(200_000);
  const release = takeStartLock(PATH, process);
  expect(release).toBeDefined();
  release?.();
  expect(host.fileSystem.statSync(`${PATH}.0`)).toBeUndefined();
});

test("processes that come, die and tidy up in any order never have it twice", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = createSeededRandom(seed);
    const host = createMemoryHost();
    const holders = new Map<object, () => void>();
    for (let turn = 0; turn < 30; turn++) {
      const process = host.start();
      const release = takeStartLock(PATH, process);
      if (release !== undefined) holders.set(process, release);
      expect(holders.size, `seed ${seed}`).toBeLessThanOrEqual(1);
      for (const [holder, letGo] of holders) {
        const chance = random.float();
        if (chance < 0.3) host.kill(holder as typeof process);
        else if (chance < 0.6) letGo();
        if (chance < 0.6) holders.delete(holder);
      }
    }
  }
});
