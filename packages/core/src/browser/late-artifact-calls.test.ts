import { expect, test } from "vitest";
import { Artifact } from "../artifacts/artifact.ts";
import { CoreError, UsageError } from "../core-error.ts";
import { openRun } from "../run/open-here.ts";
import { createRunCore } from "../run/run-core.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { createArtifactCalls } from "./late-artifact-calls.ts";

async function begin() {
  const world = createMemoryWorld();
  world.fileSystem.writeFileSync("/home/ada/model.bin", new Uint8Array(3));
  const opening = await openRun({ project: "p" }, world);
  const core = createRunCore(await opening.begin(undefined));
  const part = createArtifactCalls(core, { media: core.media, news: () => undefined });
  return { core, part, world };
}

function artifactOf(text: string): Artifact {
  const artifact = new Artifact({ name: "data", type: "dataset" });
  artifact.addBytes(text, { name: "a.txt" });
  return artifact;
}

test("an artifact is in the run when its call has resolved, the first one too", async () => {
  const { part, core } = await begin();
  const first = await part.calls.logArtifact(artifactOf("one"));
  const second = await part.calls.logModel("model.bin", { name: "net" });
  expect([first.fileCount, second.type]).toEqual([1, "model"]);
  expect(core.kept.artifacts).toBe(2);
  expect(part.pending).toBe(0);
});

test("an artifact takes nothing more from the moment that it is logged", async () => {
  const { part } = await begin();
  const artifact = artifactOf("one");
  const logged = part.calls.logArtifact(artifact);
  expect(() => artifact.addBytes("two", { name: "b.txt" })).toThrow("it is being logged");
  expect((await logged).fileCount).toBe(1);
});

test("a call that is refused leaves its artifact open", async () => {
  const { part } = await begin();
  const artifact = artifactOf("one");
  await expect(part.calls.logArtifact(artifact, { aliases: [""] })).rejects.toThrow(UsageError);
  artifact.addBytes("two", { name: "b.txt" });
  expect((await part.calls.logArtifact(artifact)).fileCount).toBe(2);
  await expect(part.calls.logArtifact(artifact)).rejects.toThrow("this run has logged it already");
});

test("the end of a run waits for what is being logged", async () => {
  const { part } = await begin();
  const logged = part.calls.logArtifact(artifactOf("one"));
  expect(part.pending).toBe(1);
  await part.settled(30_000);
  expect(part.pending).toBe(0);
  expect((await logged).digest).toBeDefined();
});

test("what the end of a run did not wait for is counted, and said", async () => {
  const { part, core } = await begin();
  const artifact = artifactOf("one");
  const logged = part.calls.logArtifact(artifact);
  part.abandon();
  const error: unknown = await logged.catch((reason: unknown) => reason);
  expect(CoreError.isInstance(error) && !UsageError.isInstance(error)).toBe(true);
  expect(String(error)).toContain("the run ended before");
  expect(core.writer.stats(0).dropped).toEqual({ artifact: 1 });
  artifact.addBytes("two", { name: "b.txt" });
});

test("a server is missed in the words of Node", async () => {
  const { part } = await begin();
  await expect(part.calls.useArtifact("data:latest")).rejects.toThrow("[core] Failed to use the artifact");
});
