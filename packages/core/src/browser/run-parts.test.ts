import { expect, test } from "vitest";
import * as nodeParts from "../run/run-parts.ts";
import { openRun } from "../run/open-here.ts";
import { createRunCore } from "../run/run-core.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import * as pageParts from "./run-parts.ts";

const partsOfPage: Pick<typeof nodeParts, "createArtifactCalls"> = pageParts;

test("a page has every part of a run", () => {
  expect(Object.keys(partsOfPage).toSorted()).toEqual(Object.keys(nodeParts).toSorted());
});

test("a run of a page has no threads to share it with, and says so", async () => {
  const opening = await openRun({}, createMemoryWorld());
  const core = createRunCore(await opening.begin(undefined));
  expect(() => pageParts.createRunSharing(core).part.share()).toThrow("this host has no worker threads");
  core.life.end();
  expect(() => pageParts.createRunSharing(core).part.share()).toThrow("it has finished");
});
