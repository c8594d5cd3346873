import { createSeededRandom } from "@stepwell/effects/testing";
import { createRunFileReader } from "@stepwell/protocol";
import { createRunFold } from "@stepwell/runlog";
import { expect, test } from "vitest";
import { createApi } from "../../src/create-api.ts";
import { createMemoryWorld } from "../../src/testing/memory-world.ts";

const LONG = 40_000;
const CUTS = 500;
const seed = Number(process.env["STEPWELL_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

/** Rows in the first `size` bytes; throws for damage. */
function rowsIn(bytes: Uint8Array, size: number): readonly unknown[] {
  const reader = createRunFileReader();
  const fold = createRunFold();
  reader.push(bytes.subarray(0, size));
  for (let event = reader.next(); event !== undefined; event = reader.next()) {
    if (event.kind === "damage") throw new Error(`cut at ${size}: ${event.reason}`);
    fold.apply(event.record);
  }
  return fold.takeRows().map((row) => row["i"]);
}

test(`a run file that ends at any byte holds the rows whose writes it has, and no damage (seed ${seed})`, async () => {
  const random = createSeededRandom(seed);
  const world = createMemoryWorld({ seed });
  const run = await createApi(() => world).init({ id: "abc", silent: true });
  const ends: number[] = [];
  for (let i = 0; i < 60; i++) {
    run.log({ i, text: "x".repeat(random.integer(4) === 0 ? random.integer(LONG) : random.integer(20)) });
    ends.push(run.stats().bytes);
  }
  const bytes = world.fileSystem.readFileSync(`${run.folder}/run-abc.wandb`);
  const cuts = Array.from({ length: CUTS }, () => random.integer(bytes.length));
  // Around the end of each row every byte counts.
  for (const end of ends) for (let near = end - 3; near <= end + 9; near++) cuts.push(near);
  for (const cut of cuts) {
    const whole = ends.filter((end) => end <= cut).length;
    const expected = Array.from({ length: whole }, (_, i) => i);
    expect(rowsIn(bytes, cut), `cut at ${cut}`).toEqual(expected);
  }
});
