import { Histogram, Image } from "@stepwell/core";
import { createApi, createMemoryWorld } from "@stepwell/core/testing";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { storedRow } from "./comparable-row.ts";
import { countedRun } from "./counted-run.ts";
import { createRowDigest } from "./row-digest.ts";

const ROWS = [
  { "batch/loss": 0.1 + 0.2, "batch/batch_step": 0 },
  { "batch/loss": Number.NaN, odd: [Number.NEGATIVE_INFINITY, -0, 1e21] },
  { nested: { a: { b: 1 }, text: "3 → 5?" }, weights: new Histogram([1, 2, 2, 3.5], { bins: 4 }) },
  {
    predictions: [0, 1].map(
      (ink) =>
        new Image(
          Float32Array.from({ length: 4 }, () => ink),
          { shape: [2, 2], caption: String(ink) },
        ),
    ),
  },
];

test("rows as they were logged and rows read back from the run file have one hash", async () => {
  const world = createMemoryWorld();
  const run = await createApi(() => world).init({ project: "mnist", id: "abc", silent: true });
  const logged = createRowDigest();
  const counted = countedRun(run, logged);
  for (const row of ROWS) counted.log(row);
  expect(() => counted.log({ bad: () => undefined, worse: Symbol("none") })).toThrow();
  counted.log({ held: 1, twice: 1 }, { commit: false });
  counted.log({ twice: 2 });
  counted.log({ "held at the end": 3 }, { commit: false });
  await counted.finish();

  const reader = createRunFileReader();
  reader.push(world.fileSystem.readFileSync(`${run.folder}/run-abc.wandb`));
  const fold = createRunFold();
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "record") fold.apply(event.record);
  }
  const stored = createRowDigest();
  for (const row of fold.takeRows()) stored.add(storedRow(row));
  expect(stored.rows).toBe(ROWS.length + 2);
  expect(logged.rows).toBe(ROWS.length + 2);
  expect(stored.hash()).toBe(logged.hash());
});
