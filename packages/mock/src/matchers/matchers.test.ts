import { beforeAll, describe, expect, test } from "vitest";
import { createMockServer } from "../create-mock-server.ts";
import type { MockRun } from "../runs/read-run.ts";
import { logRun } from "../testing/log-run.ts";
import "../vitest.ts";

const mock = createMockServer();
let run: MockRun;
beforeAll(async () => {
  await logRun(mock);
  const arrived = await mock.run("abc");
  const artifact = {
    collection: "mnist",
    version: "v2",
    type: "dataset",
    files: 3,
  } as MockRun["artifacts"][number];
  run = {
    ...arrived,
    history: [
      { _step: 0, loss: 0.5, train: { acc: 0.1 } },
      { _step: 3, loss: 0.25, train: { acc: 0.2 }, "val/acc": Number.NaN },
      { _step: 7, loss: 0.25 },
    ],
    artifacts: [artifact],
  };
});

/** What a matcher says when it does not hold. */
function said(assert: () => unknown): string {
  try {
    assert();
  } catch (error) {
    return (error as Error).message;
  }
  return "It held.";
}

describe("toHaveLogged", () => {
  test("holds for a row that has all of it", () => {
    expect(run).toHaveLogged({ loss: expect.any(Number) as number }, { step: 3 });
    expect(run).toHaveLogged({ train: { acc: 0.2 }, "val/acc": Number.NaN });
    expect(run).toHaveLogged({ loss: 0.25 }, { times: 2 });
    expect(run).toHaveLogged({ loss: expect.closeTo(0.5001, 2) as number }, { times: 1 });
    expect(run).not.toHaveLogged({ loss: 0.5 }, { step: 3 });
    expect(run).not.toHaveLogged({ loss: 0.25 }, { times: 1 });
    expect(run).not.toHaveLogged({ train: { acc: 0.1, other: 1 } });
  });

  test("shows the closest row, and what differs in it", () => {
    expect(
      said(() => expect(run).toHaveLogged({ loss: 0.25, train: { acc: expect.any(String) as string } })),
    ).toBe(
      `expected run "abc" of "demo" to have logged {"loss": 0.25, "train": {"acc": Any<String>}}

The closest of 3 rows, step 3:
  train.acc: expected Any<String>, received 0.2`,
    );
    expect(said(() => expect(run).toHaveLogged({ lost: 1 }, { step: 7 }))).toBe(
      `expected run "abc" of "demo" to have logged {"lost": 1} at step 7

The closest of 1 row at step 7, step 7:
  lost: expected 1, there is none`,
    );
    expect(said(() => expect(run).toHaveLogged({ loss: 1 }, { step: 5 }))).toBe(
      `expected run "abc" of "demo" to have logged {"loss": 1} at step 5

Its steps are 0, 3, 7.`,
    );
    expect(said(() => expect({ ...run, history: [] }).toHaveLogged({ loss: 1 }))).toMatch(
      /It logged no row\.$/,
    );
    expect(said(() => expect(run).not.toHaveLogged({ loss: 0.25 }))).toBe(
      `expected run "abc" of "demo" not to have logged {"loss": 0.25}

It did at step 3, and 1 more: {"_step": 3, "loss": 0.25, "train": {"acc": 0.2}, "val/acc": NaN}`,
    );
    expect(said(() => expect(run).toHaveLogged({ loss: 0.25 }, { times: 1 }))).toMatch(
      /logged \{"loss": 0\.25\} once\n\nIt did at step 3, and 1 more/,
    );
  });

  test("takes the promise of a run, and is a promise then", async () => {
    await expect(mock.run("abc")).toHaveLogged({ loss: 1 }, { step: 1 });
    await expect(mock.run("abc")).not.toHaveLogged({ loss: 2 });
    const failed = expect(mock.run("abc")).toHaveLogged({ loss: 2 });
    await expect(failed).rejects.toThrow(/The closest of 2 rows/);
    await expect(expect(mock.run("none")).toHaveFinished()).rejects.toThrow(
      '[mock] Failed to read run "none"',
    );
  });

  test("refuses what is no run with a sentence", () => {
    expect(said(() => expect({ loss: 1 }).toHaveLogged({ loss: 1 }))).toBe(
      '[mock] Failed to judge "toHaveLogged": it got {"loss": 1}. Give it a run, as mock.run() gives it.',
    );
    expect(said(() => expect(undefined).not.toHaveFinished())).toMatch(/it got undefined/);
  });
});

describe("the other matchers", () => {
  test("hold for what is so", () => {
    expect(run).toHaveSummary({ loss: 1 });
    expect(run).toHaveConfig({ lr: expect.any(Number) as number });
    expect(run).toHaveFinished();
    expect(run).not.toHaveFailed();
    expect({ ...run, status: "failed", exitCode: 3 }).toHaveFailed(3);
    expect(run).toHaveAlerted();
    expect(run).toHaveAlerted({ title: "t", level: "ERROR" });
    expect(run).toHavePrinted("ell");
    expect(run).toHavePrinted(/^h.*o$/);
    expect(run).toHaveFile("note.txt");
    expect(run).toHaveFile(/\.txt$/);
    expect(run).toHaveLoggedArtifact("mnist");
    expect(run).toHaveLoggedArtifact("mnist:v2");
    expect(run).toHaveLoggedArtifact({ type: "dataset", files: 3 });
    expect(mock).toHaveReceived("UpsertBucket", { times: 1 });
    expect(mock).toHaveReceived("file_stream");
    expect(mock).not.toHaveReceived("rewindRun");
  });

  test.each<[string, () => unknown, string]>([
    [
      "a summary",
      () => expect(run).toHaveSummary({ best: 1 }),
      'to have the summary {"best": 1}\n\nIn its summary:\n  best: expected 1, there is none',
    ],
    [
      "a config",
      () => expect(run).not.toHaveConfig({ lr: 1 }),
      'not to have the config {"lr": 1}\n\nIts config is {"lr": 1}.',
    ],
    [
      "an end",
      () => expect(run).not.toHaveFinished(),
      'not to have finished\n\nIts status is "finished", its exit code 0.',
    ],
    [
      "a failure",
      () => expect(run).toHaveFailed(1),
      'to have failed with exit code 1\n\nIts status is "finished", its exit code 0.',
    ],
    [
      "an alert",
      () => expect(run).toHaveAlerted({ title: "x" }),
      'to have alerted {"title": "x"}\n\nIts alerts:\n  ERROR "t": x',
    ],
    [
      "a line",
      () => expect(run).toHavePrinted("bye"),
      'to have printed "bye"\n\nThe end of its console:\n  stdout: hello',
    ],
    [
      "a file",
      () => expect(run).not.toHaveFile("note.txt"),
      'not to have the file "note.txt"\n\nThere is note.txt, 4 bytes',
    ],
    [
      "an artifact",
      () => expect({ ...run, artifacts: [] }).toHaveLoggedArtifact("a"),
      'to have logged the artifact "a"\n\nIt logged no artifacts.',
    ],
    [
      "requests",
      () => expect(mock).toHaveReceived("x"),
      'expected the mock server to have received "x"\n\nIt received:\n  UpsertBucket: 1\n  file_stream: 2',
    ],
  ])("say what there is instead of %s", (_, assert, text) => {
    expect(said(assert)).toContain(text);
  });
});
