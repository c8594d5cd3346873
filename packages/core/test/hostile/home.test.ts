import { FileSystemError } from "@stepwell/effects";
import { expect, test } from "vitest";
import { createApi } from "../../src/create-api.ts";
import { createMemoryWorld } from "../../src/testing/memory-world.ts";

test("a home folder that may not be looked into has no settings files", async () => {
  const world = createMemoryWorld();
  const fileSystem = {
    ...world.fileSystem,
    statSync(path: string) {
      if (path.includes("/.config/")) throw new FileSystemError("EACCES", path);
      return world.fileSystem.statSync(path);
    },
  };
  const run = await createApi(() => ({ ...world, fileSystem })).init({ id: "abc", silent: true });
  run.log({ a: 1 });
  expect(run.stats().rowsWritten).toBe(1);
});
