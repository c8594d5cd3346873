import { describe, expect, test } from "vitest";
import { createMemoryRunStore } from "../memory/memory-run-store.ts";
import { runStoreConformance } from "../testing/run-store-conformance.ts";
import type { ArtifactDraft } from "../artifact-store.ts";
import type { RunStore, StoredSource } from "../run-store.ts";
import { teamRunStore } from "./team-run-store.ts";

runStoreConformance("a team's view", async () => {
  const shared = createMemoryRunStore();
  await teamRunStore(shared, "other").saveProject({ name: "p", description: "another's", createdMs: 1 });
  return teamRunStore(shared, "vision");
});
runStoreConformance("the first team's view", async () => {
  const shared = createMemoryRunStore();
  await teamRunStore(shared, "other").saveProject({ name: "p", description: "another's", createdMs: 1 });
  return teamRunStore(shared, undefined);
});

function setUp(): { shared: RunStore; home: RunStore; vision: RunStore; speech: RunStore } {
  const shared = createMemoryRunStore();
  return {
    shared,
    home: teamRunStore(shared, undefined),
    vision: teamRunStore(shared, "vision"),
    speech: teamRunStore(shared, "speech"),
  };
}

describe("teams of one store", () => {
  test("have the same names for different things", async () => {
    const { home, vision, speech } = setUp();
    const numbers = new Set<number>();
    for (const team of [home, vision, speech]) {
      const run = await team.openRun("mnist", "a1", 1);
      numbers.add(run.number);
      await team.saveSource(run.number, sourceOf("s1"), [
        { number: 0, stream: "stdout", time: undefined, text: "x" },
      ]);
      expect(run.project).toBe("mnist");
      expect((await team.run(run.number))?.sources.map(({ id }) => id)).toEqual(["s1"]);
      expect(await team.findSource("s1")).toMatchObject({ run: run.number, source: { id: "s1" } });
      expect(await team.projects()).toMatchObject([{ name: "mnist", runs: 1 }]);
    }
    expect(numbers.size).toBe(3);
  });

  test("can't reach another's run, by its number or its source", async () => {
    const { home, vision, speech } = setUp();
    const { number } = await vision.openRun("mnist", "a1", 1);
    await vision.saveSource(number, sourceOf("s1"), [
      { number: 0, stream: "stdout", time: undefined, text: "x" },
    ]);
    for (const other of [home, speech]) {
      expect(await other.run(number)).toBeUndefined();
      expect(await other.findRun("mnist", "a1")).toBeUndefined();
      expect(await other.findRun("/vision/mnist", "a1")).toBeUndefined();
      expect(await other.findSource("s1")).toBeUndefined();
      expect(await other.findSource("/vision/s1")).toBeUndefined();
      expect(await other.runs({ limit: 10 })).toEqual([]);
      expect(await other.runs({ limit: 10, project: "/vision/mnist" })).toEqual([]);
      expect(await other.console(number, { from: 0, limit: 9 })).toEqual([]);
      expect(await other.consoleLength(number)).toBe(0);
      await expect(other.update(number, { status: "failed" })).rejects.toThrow("does not exist");
      await expect(other.saveSource(number, sourceOf("s2"), [])).rejects.toThrow("does not exist");
      await other.remove(number);
    }
    expect(await vision.run(number)).toMatchObject({ status: "running" });
    expect(await vision.consoleLength(number)).toBe(1);
  });

  test("a run that a view knows is not read again to tell whose it is", async () => {
    const { shared } = setUp();
    let reads = 0;
    const run = (number: number): ReturnType<RunStore["run"]> => {
      reads += 1;
      return shared.run(number);
    };
    const view = teamRunStore({ ...shared, run }, "vision");
    const { number } = await view.openRun("mnist", "a1", 1);
    await view.update(number, { status: "failed" });
    await view.saveSource(number, sourceOf("s1"), []);
    expect([await view.consoleLength(number), reads]).toEqual([0, 0]);
    await view.remove(number);
    await expect(view.update(number, { status: "failed" })).rejects.toThrow("does not exist");
  });

  test("a run of the first team whose project looks like another team's is not among theirs", async () => {
    const { home, vision } = setUp();
    const run = await home.openRun("/vision/mnist", "a1", 1);
    expect(run.project).toBe("_vision/mnist");
    expect(await home.findRun("/vision/mnist", "a1")).toEqual(run);
    expect(await vision.projects()).toEqual([]);
  });

  test("a page of runs is full although most runs are another team's", async () => {
    const { vision, speech } = setUp();
    for (let index = 0; index < 450; index++) {
      await (index % 150 === 0 ? vision : speech).openRun("p", `r${index}`, 1);
    }
    expect((await vision.runs({ limit: 2 })).map(({ runId }) => runId)).toEqual(["r300", "r150"]);
    const [, last] = await vision.runs({ limit: 2 });
    expect((await vision.runs({ limit: 2, before: last?.number ?? 0 })).map(({ runId }) => runId)).toEqual([
      "r0",
    ]);
  });

  test("can't reach another's artifacts, nor content by its hash", async () => {
    const { vision, speech } = setUp();
    const md5 = "0".repeat(32);
    await vision.artifacts.saveContent(md5, { address: "a", size: 1 });
    const made = await vision.artifacts.create(draftOf("c1"), 1);
    await vision.artifacts.commit(made.number, { manifest: { address: "m", size: 1 }, size: 1, files: 1 }, 1);
    const { artifacts } = speech;
    expect(await vision.artifacts.contents([md5])).toEqual([{ address: "a", size: 1 }]);
    expect(await artifacts.contents([md5])).toEqual([undefined]);
    expect(await artifacts.artifact(made.number)).toBeUndefined();
    expect(await artifacts.collection(made.sequence)).toBeUndefined();
    expect(await artifacts.findCollection("p", "model")).toBeUndefined();
    expect(await artifacts.findClient("c1")).toBeUndefined();
    expect(await artifacts.members(made.sequence, { limit: 9 })).toEqual([]);
    expect(await artifacts.member(made.sequence, "latest")).toBeUndefined();
    expect(await artifacts.memberships(made.number)).toEqual([]);
    expect(await artifacts.usedBy(made.number)).toEqual([]);
    await expect(artifacts.remove(made.number, 2)).rejects.toThrow("does not exist");
    await expect(artifacts.update(made.number, {}, 2)).rejects.toThrow("does not exist");
    await expect(artifacts.addAliases(made.sequence, made.number, ["x"])).rejects.toThrow("does not exist");
    await expect(artifacts.link(made.number, { project: "p", name: "l" }, [], 2)).rejects.toThrow(
      "does not exist",
    );
    await expect(artifacts.removeCollection(made.sequence, 2)).rejects.toThrow("does not exist");
    // The same client id is another artifact, and not the other team's.
    expect((await artifacts.create(draftOf("c1"), 1)).number).not.toBe(made.number);
    expect((await vision.artifacts.artifact(made.number))?.clientId).toBe("c1");
  });
});

function sourceOf(id: string): StoredSource {
  return {
    id,
    origin: "wire",
    startedMs: 1,
    position: 0,
    damage: [],
    state: {
      run: undefined,
      config: {},
      summary: {},
      metrics: [],
      files: [],
      environment: undefined,
      telemetry: undefined,
      exitCode: undefined,
      rows: 0,
      events: 0,
      passedBy: {},
    },
  };
}

function draftOf(clientId: string): ArtifactDraft {
  return {
    project: "p",
    collection: "model",
    type: "model",
    digest: "d",
    description: "",
    metadata: "{}",
    tags: [],
    aliases: [],
    clientId,
  };
}
