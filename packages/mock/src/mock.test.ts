import { createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { describe, expect, test } from "vitest";
import { createMockServer } from "./create-mock-server.ts";
import type { MockServer } from "./create-mock-server.ts";
import { graphql, logRun } from "./testing/log-run.ts";

describe("the mock server", () => {
  test("keeps what a client sends and gives it back typed", async () => {
    const mock = createMockServer({ clock: createVirtualClock(), random: createSeededRandom(1) });
    await logRun(mock);
    const run = await mock.run("abc");
    expect(run).toMatchObject({
      id: "abc",
      project: "demo",
      status: "finished",
      exitCode: 0,
      config: { lr: 1 },
      summary: { loss: 1 },
      history: [
        { _step: 0, loss: Number.NaN },
        { _step: 1, loss: 1 },
      ],
      events: [],
      console: [{ number: 0, stream: "stdout", text: "hello" }],
      files: [{ path: "note.txt", size: 4 }],
      artifacts: [],
      usedArtifacts: [],
      alerts: [{ title: "t", text: "x", level: "ERROR", row: 2 }],
    });
    expect(await run.files[0]?.text()).toBe("öfo");
    expect([...((await run.files[0]?.bytes()) ?? [])]).toEqual([195, 182, 102, 111]);
    expect(await mock.runs()).toEqual([{ project: "demo", id: "abc" }]);
    await mock.reset();
    expect(await mock.runs()).toEqual([]);
    expect(mock.requests).toEqual([]);
    await mock.close();
  });

  test("judges a silent run by the clock that it was given", async () => {
    const clock = createVirtualClock();
    const mock = createMockServer({ clock });
    await graphql(mock, upsert("demo", "abc"));
    clock.advance(6 * 60_000);
    await mock.tick();
    expect((await mock.run("abc")).status).toBe("crashed");
  });

  test("refuses numbers that can't be meant", () => {
    expect(() => createMockServer({ seed: Number.NaN })).toThrow(
      '[mock] Failed to set up the mock server: its "seed" is "NaN". Give a whole number from 0 to 999999999.',
    );
    for (const requestLimit of [-1, 1.5, 1e9]) {
      expect(() => createMockServer({ requestLimit })).toThrow(`its "requestLimit" is "${requestLimit}"`);
    }
    expect(createMockServer({ seed: 0, requestLimit: 0 }).requests).toEqual([]);
  });

  test("gives consoles and files that are longer than a page whole", async () => {
    const mock = createMockServer();
    const lines = Array.from({ length: 10_005 }, (_, index) => `line ${index}`);
    await logRun(mock, { console: lines });
    const { console } = await mock.run("abc");
    expect(console.map(({ text }) => text)).toEqual(lines);
  });
});

describe("a run is found by its id", () => {
  async function withRuns(
    ...names: readonly (readonly [project: string, id: string])[]
  ): Promise<MockServer> {
    const mock = createMockServer();
    for (const [project, id] of names) await graphql(mock, upsert(project, id));
    return mock;
  }

  test("and by its project where several have it", async () => {
    const mock = await withRuns(["a", "same"], ["b", "same"], ["b", "other"]);
    expect((await mock.run("other")).project).toBe("b");
    expect((await mock.run("same", { project: "a" })).project).toBe("a");
    await expect(mock.run("same")).rejects.toThrow(
      '[mock] Failed to read run "same": 2 projects have one, "b", "a". Say which, as { project: "b" }.',
    );
  });

  test("or a sentence says what there is", async () => {
    const mock = await withRuns(["a", "one"]);
    await expect(mock.run("two")).rejects.toThrow(
      '[mock] Failed to read run "two": it is not among the runs that arrived, "one" of "a". Wait for "finish" of the run, and see that its "baseUrl" is the mock server\'s.',
    );
    await expect(mock.run("one", { project: "b" })).rejects.toThrow(/run "one" of project "b": it is not/);
    await expect((await withRuns()).run("x")).rejects.toThrow(/run "x": no run arrived\./);
  });
});

function upsert(project: string, id: string): string {
  return `mutation { upsertBucket(input: { name: "${id}", modelName: "${project}" }) { bucket { id } } }`;
}
