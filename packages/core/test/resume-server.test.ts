import type { Json, JsonObject } from "@stepwell/protocol";
import { parseJson, printJson } from "@stepwell/protocol";
import { describe, expect, test } from "vitest";
import type { Run } from "../src/run/run.ts";
import type { InitOptions } from "../src/settings/init-options.ts";
import { createRunHome } from "../src/testing/run-home.ts";
import type { RunHome } from "../src/testing/run-home.ts";
import { createFakeServer } from "./fake-server.ts";
import type { FakeServer } from "./fake-server.ts";

const BUCKET: JsonObject = {
  id: "1",
  name: "abc",
  displayName: "first",
  summaryMetrics: '{"loss":{"min":0.5},"_step":7,"_wandb":{"runtime":11}}',
  config:
    '{"lr":{"value":0.1},"net":{"value":{"x":1}},"bare":3,"_wandb":{"value":{"t":{"1":[1]},"visualize":{"c":{"panel":1}},"e":{"w":{}}}}}',
  historyLineCount: 3,
  eventsLineCount: 2,
  logLineCount: 5,
  historyTail: '["{\\"_step\\":14}","{\\"_step\\":15,\\"_runtime\\":12.25}"]',
  eventsTail: '["{\\"_runtime\\":11.5,\\"system.cpu\\":NaN}"]',
  tags: ["a"],
  notes: "n",
  wandbConfig: '{"t":{"1":[1]}}',
};

interface Home extends RunHome {
  readonly server: FakeServer;
  /** Operations that were asked before the run began, with their variables. */
  readonly asked: readonly (readonly [string, JsonObject])[];
  online(options?: InitOptions): Promise<Run>;
  run(run: Run): unknown;
}

/** A folder with a server that has three rows of the run `abc`, or what `answers` says of it. */
function createHome(answers: { bucket?: Json; rewound?: Json } = {}): Home {
  const { bucket = BUCKET, rewound = { id: "1", name: "abc", historyLineCount: 2 } } = answers;
  const server = createFakeServer({
    knowsSources: false,
    earlier: [{ _step: 0 }, { _step: 14 }, { _step: 15 }],
  });
  const asked: [string, JsonObject][] = [];
  const home = createRunHome({
    async fetch(url, request) {
      const { operationName, variables } = parseJson(request.body as string) as JsonObject;
      const answer =
        operationName === "RunResumeStatus"
          ? { model: { id: "m", name: "p", entity: null, bucket } }
          : operationName === "RewindRun"
            ? { rewindRun: { rewoundRun: rewound } }
            : undefined;
      if (answer === undefined) return server.fetch(url, request);
      asked.push([operationName as string, variables as JsonObject]);
      return { status: 200, headers: { get: () => null }, text: async () => printJson({ data: answer }) };
    },
  });
  return {
    ...home,
    server,
    asked,
    online: (options) => home.start({ baseUrl: "http://server", ...options }),
    run: (run) => home.contents(run).records.find(({ type }) => type === "run"),
  };
}

async function finished(home: Home, run: Run): Promise<void> {
  const over = run.finish();
  for (let turn = 0; turn < 50; turn++) await home.world.clock.advanceAsync(1000);
  await over;
}

describe("resume at a server", () => {
  test("goes on with what the server has, and sends rows behind its rows", async () => {
    const home = createHome();
    const run = await home.online({ resume: "must", config: { net: { y: 2 } } });
    expect(home.asked).toEqual([["RunResumeStatus", { project: "p", name: "abc" }]]);
    expect(run.config.toJSON()).toEqual({ lr: 0.1, net: { y: 2 } });
    expect(run.summary.toJSON()).toMatchObject({ loss: { min: 0.5 } });
    expect(run.step).toBe(0);
    home.world.clock.advance(1000);
    run.log({ loss: 0.1 });
    expect(run.step).toBe(17);
    expect(home.contents(run).rows).toEqual([expect.objectContaining({ _step: 16, _runtime: 13.25 })]);
    expect(home.run(run)).toMatchObject({
      displayName: "first",
      notes: "n",
      tags: ["a"],
      startingStep: 16,
      runtime: 12,
      resumed: true,
    });
    await finished(home, run);
    expect(home.server.history).toHaveLength(4);
    expect(home.server.history[3]).toMatchObject({ _step: 16 });
    expect(home.server.config).toMatchObject({
      lr: { value: 0.1 },
      net: { value: { y: 2 } },
      _wandb: { value: { visualize: { c: { panel: 1 } } } },
    });
    expect(home.server.config).not.toHaveProperty(["_wandb", "value", "e", "w"]);
  });

  test("the places of rows, system metrics and console lines survive the process", async () => {
    const home = createHome();
    const run = await home.online({ resume: "must" });
    const saved = home.world.fileSystem.readFileSync(`${run.folder}/run-abc.wandb.sync.json`);
    expect(JSON.parse(new TextDecoder().decode(saved))).toMatchObject({
      positions: [{ baseUrl: "http://server", firstLine: 3, firstEvent: 2, firstConsoleLine: 5, history: 0 }],
    });
  });

  test("a run without rows begins at 0, one without a tail behind its summary", async () => {
    const empty = createHome({
      bucket: { ...BUCKET, historyLineCount: 0, historyTail: "[]", eventsTail: "[]" },
    });
    expect(empty.run(await empty.online({ resume: "allow" }))).toMatchObject({
      startingStep: 0,
      runtime: 11,
    });
    const untold = createHome({ bucket: { ...BUCKET, historyTail: "[]" } });
    expect(untold.run(await untold.online({ resume: "allow" }))).toMatchObject({ startingStep: 8 });
  });

  test.each([
    ["no bucket", null],
    ["no telemetry in its config", { ...BUCKET, wandbConfig: "{}" }],
    ["no config at all", { ...BUCKET, wandbConfig: null }],
    ["a config that is no text", { ...BUCKET, wandbConfig: { t: 1 } }],
  ])("a run with %s does not exist", async (_, bucket) => {
    const home = createHome({ bucket });
    await expect(home.online({ resume: "must" })).rejects.toThrow('there is no run "abc" at "http://server"');
    const run = await home.online({ resume: "allow" });
    expect(home.run(run)).toMatchObject({ startingStep: 0, resumed: false });
  });

  test("never refuses a run that exists", async () => {
    await expect(createHome().online({ resume: "never" })).rejects.toThrow(
      'there is a run "abc" at "http://server" already',
    );
  });

  test.each([
    "config",
    "historyLineCount",
    "eventsLineCount",
    "logLineCount",
    "historyTail",
    "eventsTail",
    "summaryMetrics",
  ])("an answer without a usable %s is refused, whatever stands there", async (member) => {
    for (const value of [null, -1, "[", '["["]', "[1]", "7", [], {}, NaN, 1e300, true]) {
      const home = createHome({ bucket: { ...BUCKET, [member]: value } });
      for (const resume of ["allow", "must"] as const) {
        await expect(home.online({ resume })).rejects.toThrow("makes no sense");
      }
    }
  });

  test("absurd times and steps of an answer are cut to what a run file can say", async () => {
    const home = createHome({
      bucket: {
        ...BUCKET,
        summaryMetrics: '{"_wandb":{"runtime":-5},"_runtime":1e300}',
        historyTail: '["{\\"_step\\":1e300,\\"_runtime\\":-9e18}"]',
        eventsTail: '["{\\"_runtime\\":9e18}"]',
        displayName: 7,
        notes: null,
        tags: ["a", 5, null],
      },
    });
    const run = await home.online({ resume: "must" });
    expect(home.run(run)).toMatchObject({ startingStep: 0, runtime: 0x7fffffff, tags: ["a"], notes: "" });
  });

  test("a server that does not answer keeps init for the time that was given, and no longer", async () => {
    const home = createRunHome();
    const started = home.start({ baseUrl: "http://server", resume: "allow", initTimeout: 5000 });
    const refused = expect(started).rejects.toThrow(
      'Failed to ask the server about the run "abc": it failed to reach "http://server/graphql": there is no network. Check that the server runs. init() waits for 5 s at most',
    );
    for (let second = 0; second < 6; second++) await home.world.clock.advanceAsync(1000);
    await refused;
  });
});

describe("resumeFrom and forkFrom at a server", () => {
  test("a rewind is asked for, and rows go behind those that the server kept", async () => {
    const home = createHome({
      bucket: { ...BUCKET, historyLineCount: 2, historyTail: '["{\\"_step\\":14,\\"_runtime\\":9.5}"]' },
    });
    const run = await home.online({ resumeFrom: "abc?_step=14" });
    expect(home.asked[0]).toEqual([
      "RewindRun",
      { runName: "abc", project: "p", metricName: "_step", metricValue: 14 },
    ]);
    expect(home.run(run)).toMatchObject({
      startingStep: 15,
      forked: true,
      resumed: false,
      branchPoint: { run: "abc", value: 14, metric: "_step" },
    });
    run.log({ a: 1 });
    await finished(home, run);
    expect(home.server.history[2]).toMatchObject({ _step: 15, a: 1 });
    expect(home.server.config).toMatchObject({
      _wandb: { value: { branch_point: { run_id: "abc", step: 14 } } },
    });
  });

  test("a rewind that the server refuses is refused", async () => {
    await expect(createHome({ rewound: null }).online({ resumeFrom: "abc?_step=14" })).rejects.toThrow(
      'the server has no run "abc" of project "p" to rewind',
    );
  });

  test("a fork asks nothing, and says in its config where it comes from", async () => {
    const home = createHome({ bucket: null });
    const run = await home.online({ id: "def", forkFrom: "abc?_step=14" });
    expect(home.asked).toEqual([]);
    run.log({ a: 1 });
    expect(home.contents(run).rows).toEqual([expect.objectContaining({ _step: 15 })]);
    await finished(home, run);
    expect(home.server.config).toMatchObject({
      _wandb: { value: { branch_point: { run_id: "abc", step: 14 } } },
    });
  });
});
