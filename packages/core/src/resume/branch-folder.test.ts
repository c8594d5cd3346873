import { describe, expect, test } from "vitest";
import type { Run } from "../run/run.ts";
import { createRunHome } from "../testing/run-home.ts";
import type { RunHome } from "../testing/run-home.ts";

/** Steps 0 to 9, a row a second; `loss` falls, `best` is set after step 7. */
async function tenSteps(home: RunHome): Promise<Run> {
  const run = await home.start({ config: { lr: 0.1 }, tags: ["a"], notes: "n", name: "first" });
  run.defineMetric("loss", { summary: "min" });
  for (let step = 0; step < 10; step++) {
    home.world.clock.advance(1000);
    run.log({ loss: 10 - step });
    if (step === 7) run.summary["best"] = step;
  }
  await run.finish();
  home.world.clock.advance(60_000);
  return run;
}

describe("resumeFrom without a server", () => {
  test("goes on behind the step, with time and summary as they were there", async () => {
    const home = createRunHome();
    await tenSteps(home);
    const run = await home.start({ resumeFrom: "abc?_step=4" });
    expect(run.summary.toJSON()).toMatchObject({ loss: { min: 6 }, _step: 4 });
    expect(run.summary.toJSON()).not.toHaveProperty("best");
    home.world.clock.advance(250);
    run.log({ loss: 1 });
    const { rows, records } = home.contents(run);
    expect(rows).toEqual([expect.objectContaining({ _step: 5, _runtime: 5.25 })]);
    expect(records.find(({ type }) => type === "run")).toMatchObject({
      startingStep: 5,
      runtime: 5,
      resumed: false,
      forked: true,
      branchPoint: { run: "abc", value: 4, metric: "_step" },
      displayName: "first",
      tags: ["a"],
      config: expect.arrayContaining([
        { path: ["lr"], value: 0.1 },
        { path: ["_wandb", "branch_point"], value: { run_id: "abc", step: 4 } },
      ]) as unknown,
    });
  });

  test("a summary that was written ahead of its rows at a high rate is that of the step as well", async () => {
    const home = createRunHome();
    const first = await home.start();
    for (let step = 0; step < 500; step++) {
      home.world.clock.advance(1);
      first.log({ a: step });
    }
    await first.finish();
    for (const step of [0, 1, 49, 50, 51, 321, 499]) {
      const run = await home.start({ id: `fork-${step}`, forkFrom: `abc?_step=${step}` });
      expect(run.summary.toJSON()).toMatchObject({ a: step, _step: step });
      await run.finish();
    }
  });

  test("the session that has the step is found behind newer ones", async () => {
    const home = createRunHome();
    await tenSteps(home);
    const second = await home.start({ resumeFrom: "abc?_step=5" });
    for (let step = 6; step < 9; step++) second.log({ loss: -step });
    await second.finish();
    home.world.clock.advance(1000);
    const third = await home.start({ resumeFrom: "abc?_step=7" });
    expect(third.summary.toJSON()).toMatchObject({ loss: -7 });
    await third.finish();
    home.world.clock.advance(1000);
    const fourth = await home.start({ resumeFrom: "abc?_step=3" });
    expect(fourth.summary.toJSON()).toMatchObject({ loss: { min: 7 } });
    home.world.clock.advance(1000);
    await fourth.finish();
    const fifth = await home.start({ resume: "must" });
    fifth.log({ loss: 0 });
    expect(home.contents(fifth).rows).toEqual([expect.objectContaining({ _step: 4 })]);
  });

  test("a gap between steps is a moment like any other, and the end of the run is the last one", async () => {
    const home = createRunHome();
    const first = await home.start();
    first.log({ a: 1 }, { step: 0, commit: true });
    first.log({ a: 2 }, { step: 100, commit: true });
    await first.finish();
    const at50 = await home.start({ id: "x", forkFrom: "abc?_step=50" });
    expect(at50.summary.toJSON()).toMatchObject({ a: 1 });
    const at100 = await home.start({ id: "y", forkFrom: "abc?_step=100" });
    expect(at100.summary.toJSON()).toMatchObject({ a: 2 });
    await expect(home.start({ resumeFrom: "abc?_step=101" })).rejects.toThrow(
      'the run "abc" ends before step "101", at "100"',
    );
  });

  test("a session of W&B's client says beside its run file where it began", async () => {
    const home = createRunHome();
    await tenSteps(home);
    const second = await home.start();
    second.log({ loss: 50 }, { step: 10, commit: true });
    await second.finish();
    const { fileSystem } = home.world;
    const state = `${second.folder}/run-abc.wandb.syncstate`;
    const say = (text: string): void => fileSystem.writeFileSync(state, new TextEncoder().encode(text));
    say('{"starting_step":10,"starting_runtime":46}');
    const run = await home.start({ id: "x", forkFrom: "abc?_step=4" });
    expect(run.summary.toJSON()).toMatchObject({ loss: { min: 6 } });
    for (const [index, text] of [
      "{",
      "null",
      '{"starting_step":"10"}',
      '{"starting_step":1e300}',
    ].entries()) {
      say(text);
      const begun = await home.start({ id: `y${index}`, forkFrom: "abc?_step=4" });
      expect(begun.summary.toJSON()).toEqual({});
    }
  });

  test("a run that is not here, or whose beginning is gone, is refused", async () => {
    const home = createRunHome();
    await expect(home.start({ resumeFrom: "abc?_step=4" })).rejects.toThrow(
      'there is no run "abc" of project "p" in "/home/ada"',
    );
    const first = await tenSteps(home);
    await (await home.start({ resume: "must" })).finish();
    home.world.fileSystem.removeSync(first.folder);
    await expect(home.start({ resumeFrom: "abc?_step=4" })).rejects.toThrow(
      'what is left of the run "abc" here begins after step "4"',
    );
  });
});

describe("forkFrom without a server", () => {
  test("begins another run with config and summary of the first, and none of its names", async () => {
    const home = createRunHome();
    await tenSteps(home);
    const run = await home.start({ id: "def", forkFrom: "abc?_step=2", config: { lr: 0.5, wd: 1 } });
    expect(run.config.toJSON()).toEqual({ lr: 0.5, wd: 1 });
    run.log({ loss: 100 });
    const { rows, records } = home.contents(run);
    expect(rows).toEqual([expect.objectContaining({ _step: 3 })]);
    expect(records.find(({ type }) => type === "run")).toMatchObject({
      runId: "def",
      displayName: "",
      notes: "",
      tags: [],
      startingStep: 3,
      forked: true,
      branchPoint: { run: "abc", value: 2, metric: "_step" },
    });
  });

  test("a run that is still being written can be forked", async () => {
    const home = createRunHome();
    const first = await home.start();
    first.log({ a: 1 });
    const run = await home.start({ id: "def", forkFrom: "abc?_step=0" });
    expect(run.summary.toJSON()).toMatchObject({ a: 1 });
  });
});
