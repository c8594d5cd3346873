import { expect, test } from "vitest";
import { Artifact } from "../src/artifacts/artifact.ts";
import { createApi } from "../src/create-api.ts";
import { createMemoryWorld } from "../src/testing/memory-world.ts";
import { createFakeServer } from "./fake-server.ts";
import type { Fault } from "./fake-server.ts";

/** An artifact of a run that goes on, as it is awaited twice without a time limit. */
async function awaited(fault: (request: string) => Fault | undefined) {
  const { fetch } = createFakeServer({ fault });
  const world = createMemoryWorld({ fetch, env: { STEPWELL_BASE_URL: "http://server" } });
  const run = await createApi(() => world).init({ id: "abc", silent: true });
  const artifact = new Artifact({ name: "model", type: "model" });
  artifact.addBytes(Uint8Array.of(1), { name: "a.txt" });
  await run.logArtifact(artifact);
  const reasons: string[] = [];
  const wait = (): void =>
    void artifact.wait().catch((error: unknown) => reasons.push(error instanceof Error ? error.message : ""));
  wait();
  wait();
  for (let turn = 0; turn < 100 && reasons.length < 2; turn++) await world.clock.advanceAsync(1000);
  wait();
  for (let turn = 0; turn < 10 && reasons.length < 3; turn++) await world.clock.advanceAsync(1000);
  return reasons;
}

test("who waits for an artifact of a run that the server refuses is told", async () => {
  const reasons = await awaited(() => ({ status: 401 }));
  expect(reasons).toHaveLength(3);
  for (const reason of reasons) expect(reason).toContain('Failed to wait for the artifact "model"');
});

test("everyone who waits for an artifact that the server refuses is told", async () => {
  const reasons = await awaited((request) =>
    request.includes("CreateArtifact") ? { status: 403 } : undefined,
  );
  expect(reasons).toHaveLength(3);
});
