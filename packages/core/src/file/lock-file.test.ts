import { createMemoryFileSystem, createVirtualProcesses } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { readLock, takeLock } from "./lock-file.ts";

const path = "/run.wandb.lock";

test("a second writer of one file is refused and told who has it", () => {
  const fileSystem = createMemoryFileSystem();
  const processes = createVirtualProcesses();
  const release = takeLock({ path, fileSystem, processes });
  expect(() => takeLock({ path, fileSystem, processes })).toThrow(
    `"${path}" is held by process "${processes.self.pid}" on "test-host". One file has one writer`,
  );
  release();
  release();
  expect(fileSystem.statSync(path)).toBeUndefined();
  takeLock({ path, fileSystem, processes });
  expect(readLock(path, fileSystem)).toEqual({ ...processes.self, host: "test-host" });
});

test.each(["", "{", "[]", "null", '{"pid":"1"}', '{"pid":1,"startTime":2,"host":"h"}'])(
  "a lock that holds %j names nobody",
  (text) => {
    const fileSystem = createMemoryFileSystem();
    fileSystem.writeFileSync(path, new TextEncoder().encode(text));
    expect(readLock(path, fileSystem)).toBeUndefined();
  },
);
