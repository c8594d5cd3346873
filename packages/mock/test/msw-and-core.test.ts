import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init } from "@stepwell/core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { setupMockServer } from "../src/msw/node.ts";
import "../src/vitest.ts";

// As in a program of someone else: the real SDK on the real host, whose network is the mock server.

const mock = setupMockServer({ hooks: { beforeAll, afterEach, afterAll } });
const folder = mkdtempSync(join(tmpdir(), "stepwell-mock-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a run of the SDK arrives whole under msw, over a lost reply", async () => {
  mock.addFault("drop-reply,operation=file_stream,nth=1");
  const run = await init({
    id: "abc",
    project: "demo",
    baseUrl: mock.url,
    dir: folder,
    silent: true,
    config: { lr: 0.1 },
  });
  for (let step = 0; step < 5; step++) run.log({ loss: 1 / (step + 1) });
  await run.finish();
  const arrived = await mock.run("abc");
  expect(arrived).toHaveFinished();
  expect(arrived).toHaveConfig({ lr: 0.1 });
  expect(arrived).toHaveLogged({ loss: 0.25 }, { step: 3, times: 1 });
  expect(arrived.history).toHaveLength(5);
  expect(mock.faults[0]?.met).toBe(1);
});

test("the next run finds the server empty", async () => {
  expect(await mock.runs()).toEqual([]);
});
