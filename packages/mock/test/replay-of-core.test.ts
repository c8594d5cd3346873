import { Artifact } from "@stepwell/core";
import { createApi } from "@stepwell/core/testing";
import { createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { createMockServer } from "../src/create-mock-server.ts";
import type { MockServer, MockServerOptions } from "../src/create-mock-server.ts";
import { settled, worldOf } from "./core-world.ts";

/** A program: a run with rows and an artifact. Returns what it printed about what it could not send. */
async function program(options: MockServerOptions, rows = 30): Promise<{ mock: MockServer; said: string }> {
  const clock = createVirtualClock();
  const mock = createMockServer({ ...options, clock });
  const world = worldOf(mock, clock);
  const run = await createApi(() => world).init({ id: "abc", project: "p", apiKey: "k".repeat(40) });
  for (let step = 0; step < rows; step++) run.log({ loss: 1 / (step + 1) });
  const artifact = new Artifact({ name: "data", type: "dataset" });
  artifact.addBytes("some text", { name: "a.txt" });
  await settled(world, run.logArtifact(artifact));
  await settled(world, run.finish());
  return { mock, said: world.printed.join("\n") };
}

test("a program of the SDK that was recorded is replayed without a server, with the same requests", async () => {
  const lines: string[] = [];
  const { mock: recorded } = await program({ record: (line) => void lines.push(line) });
  expect(lines.join("\n")).not.toContain("kkkkkkkk");
  const replayed = await program({ replay: lines.join("\n") });
  expect(replayed.mock.unrecorded).toEqual([]);
  expect(replayed.said).not.toContain("not sent");
  // Rows and artifacts are sent side by side, in whichever order their replies come.
  const asked = ({ requests }: MockServer) =>
    requests.map(({ path, operation, status }) => `${path} ${operation} ${status}`).toSorted();
  expect(asked(replayed.mock)).toEqual(asked(recorded));
});

test("a program that changed is told what was not recorded", async () => {
  const lines: string[] = [];
  const clock = createVirtualClock();
  const mock = createMockServer({ clock, record: (line) => void lines.push(line) });
  const world = worldOf(mock, clock);
  const run = await createApi(() => world).init({ id: "abc", project: "p", silent: true });
  run.log({ loss: 1 });
  await settled(world, run.finish());
  const changed = await program({ replay: lines.join("\n") });
  expect(changed.mock.unrecorded.join("\n")).toMatch(/Failed to replay "POST \/graphql" \(CreateArtifact\)/);
});
