import { createMemoryOriginStore, createSeededRandom, createVirtualClock } from "@stepwell/effects/testing";
import { expect, test } from "vitest";
import { OptionError } from "../errors/option-error.ts";
import { ResumeError } from "../errors/resume-error.ts";
import { UsageError } from "../core-error.ts";
import { startRun } from "../run/start-run.ts";
import type { Run } from "../run/run.ts";
import type { InitOptions } from "../settings/init-options.ts";
import { createMemoryLine } from "../testing/memory-line.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import type { World } from "../world.ts";
import { openPageRun } from "./open-page-run.ts";
import { openRun } from "./open-run.ts";
import { keepRun } from "./run-keeper.ts";
import { readRunFile } from "./read-run-file.ts";

/** A page whose worker keeps runs in memory; `posted` has the types of what it was told. */
function createPage() {
  const clock = createVirtualClock();
  const base = createMemoryWorld({ clock });
  const store = createMemoryOriginStore({ kind: "opfs" });
  let closed = 0;
  const world: World = {
    ...base,
    open(options) {
      const line = createMemoryLine();
      const locks = { areReal: true, take: async () => () => undefined };
      const { random, fetch } = { random: createSeededRandom(7), fetch: base.fetch };
      keepRun(line.worker, { clock, random, fetch, locks, openStore: async () => store });
      const page = { host: base.host, hostName: "ada.example", workingFolder: "/home/ada" };
      const near = { ...line.page, close: () => void (closed += 1) };
      return openPageRun({ options, base, page, storage: "auto", line: near });
    },
  };
  return { world, printed: base.printed, clock, closed: () => closed };
}

async function init(options: object, { world } = createPage()): Promise<Run> {
  const given = options as InitOptions;
  const opening = await openRun(given, world);
  return startRun({ opening, config: given.config, world, onFinish: () => undefined });
}

async function refusal(options: object): Promise<unknown> {
  return init(options).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test("a run of a page is what its options say", async () => {
  const page = createPage();
  const run = await init({ project: "mnist", id: "abc", tags: ["a"], config: { lr: 0.1, at: null } }, page);
  expect(run).toMatchObject({ id: "abc", path: "mnist/abc", tags: ["a"], step: 0, startingStep: 0 });
  expect(run.config.toJSON()).toEqual({ lr: 0.1, at: null });
  expect(page.printed.join("")).toContain('run "abc" in project "mnist"');
  run.log({ loss: 1 });
  expect(run.summary["loss"]).toBe(1);
  await run.flush();
  expect(run.stats()).toMatchObject({ rowsWritten: 1, pending: 0, dropped: {} });
  expect((await readRunFile(run)).length).toBe(run.stats().bytes);
  await run.finish();
  expect(page.printed.join("")).toContain("1 row, 1 value");
});

test("the time that a worker took to begin counts", async () => {
  const page = createPage();
  const run = await init({ silent: true }, page);
  page.clock.advance(2000);
  run.log({ loss: 1 });
  expect(run.summary["_runtime"]).toBe(2);
});

test.each([
  [{ projct: "x" }, 'the option "projct" is not known. Did you mean "project"?', "projct"],
  [{ project: "a/b" }, 'the project name "a/b" holds "/"', "project"],
  [{ mode: "online" }, 'mode is "online" but no server is named', "baseUrl"],
  [{ name: () => 1 }, '"a function" is not a value of "name". Give text.', "name"],
  [{ tags: [() => 1] }, '"a list of 1" is not a value of "tags". Give a list of texts.', "tags"],
])("%o is refused in the words of Node", async (options, sentence, option) => {
  const error = await refusal(options);
  expect(String(error)).toContain(sentence);
  expect(OptionError.isInstance(error) && error.option).toBe(option);
});

test("what a run of a page can't go on from is told with its facts", async () => {
  const error = await refusal({ id: "gone", resume: "must" });
  expect(ResumeError.isInstance(error) && [error.runId, error.reason]).toEqual(["gone", "missing"]);
});

test.each([[[1]], ["config.yaml"], [{ run: Promise.resolve() }]])(
  "the config %o is refused",
  async (config) => {
    expect(UsageError.isInstance(await refusal({ config }))).toBe(true);
  },
);

test("options that are objects of a framework are read", async () => {
  const tags = new Proxy(["a", "b"], {});
  const run = await init({ project: "p", tags, config: new Proxy({ lr: 1 }, {}) });
  expect(run.tags).toEqual(["a", "b"]);
  expect(run.config["lr"]).toBe(1);
});

test("a disabled run needs no worker", async () => {
  const page = createPage();
  const run = await init({ mode: "disabled" }, page);
  run.log({ loss: 1 });
  expect([run.disabled, run.summary["loss"], page.closed()]).toEqual([true, 1, 1]);
});

test("patterns of files that are not to be delivered hold in a page as well", async () => {
  const page = createPage();
  const run = await init({ ignoreGlobs: ["*.tmp"], silent: true }, page);
  await run.finish();
  expect(run.stats().dropped).toEqual({});
});
