import { expect, test } from "vitest";
import { PLANTED_BUGS } from "./bugs/planted-bug.ts";
import { createSeedRunner, findBug } from "./seeds.ts";

const runner = createSeedRunner();
const SEEDS = 40;
/** Within so many seeds each planted bug must be found. */
const ENOUGH = 1000;

test(`${SEEDS} seeds pass: nothing acknowledged is lost, doubled or changed`, async () => {
  const { run } = await runner;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { wrong } = await run(seed);
    expect(wrong, `seed ${seed}`).toEqual([]);
  }
}, 120_000);

test("the same seed is the same trace, and another seed another one", async () => {
  const { run } = await runner;
  const first = [await run(7), await run(8)];
  const second = [await run(8), await run(7)];
  expect(second.map(({ hash }) => hash)).toEqual(first.map(({ hash }) => hash).toReversed());
  expect(first[0]?.hash).not.toBe(first[1]?.hash);
  expect(first[0]?.events).toBe(second[1]?.events);
}, 60_000);

test.each(PLANTED_BUGS)(
  `the planted bug "%s" is found within ${ENOUGH} seeds`,
  async (bug) => {
    const found = await findBug(await runner, { bug, first: 1, seeds: ENOUGH });
    expect(found?.wrong.length ?? 0, `${bug} in ${ENOUGH} seeds`).toBeGreaterThan(0);
  },
  300_000,
);
