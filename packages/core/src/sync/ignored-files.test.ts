import type { FileItem, RunRecord } from "@stepwell/protocol";
import { expect, test } from "vitest";
import { createApi } from "../create-api.ts";
import { createMemoryWorld } from "../testing/memory-world.ts";
import { runContents } from "../testing/run-contents.ts";
import { withoutIgnored } from "./ignored-files.ts";
import type { RunUploads } from "./run-uploads.ts";

function collect(): { uploads: RunUploads; added: string[] } {
  const added: string[] = [];
  const uploads: RunUploads = {
    add: (files) => void added.push(...files.map(({ path }) => path)),
    due: () => Promise.resolve([]),
    uploaded: () => undefined,
    postpone: () => undefined,
    get counts() {
      return { known: added.length, uploaded: 0 };
    },
  };
  return { uploads, added };
}

const files = ["a.tmp", "x/b.tmp", "x/c.txt", "output.log"].map((path): FileItem => ({
  path,
  policy: "now",
  kind: "other",
}));

async function runWith(ignoreGlobs: readonly string[]): Promise<RunRecord> {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ ignoreGlobs, silent: true });
  return runContents(world.fileSystem, run).state.run as RunRecord;
}

test.each([
  [[], ["a.tmp", "x/b.tmp", "x/c.txt", "output.log"]],
  [["*.tmp"], ["x/b.tmp", "x/c.txt", "output.log"]],
  [["x/*", "output.log"], ["a.tmp"]],
  [["**/*.tmp"], ["x/c.txt", "output.log"]],
])("files that match %j are not delivered, as the run file says", async (globs, left) => {
  const { uploads, added } = collect();
  const filtered = withoutIgnored(uploads, await runWith(globs));
  filtered.add(files);
  expect(added).toEqual(left);
  expect(filtered.counts.known).toBe(left.length);
});

test.each([["x"], [[""]], [[5, null]], [["y".repeat(201)]], [{ a: 1 }]])(
  "%j in a run file means nothing",
  async (value) => {
    const { uploads, added } = collect();
    const run = await runWith([]);
    const config = [...run.config, { path: ["_wandb", "stepwell", "ignore_globs"], value }];
    withoutIgnored(uploads, { ...run, config }).add(files);
    expect(added).toHaveLength(4);
  },
);
