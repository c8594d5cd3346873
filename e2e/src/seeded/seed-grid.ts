import { init } from "@stepwell/core";
import { createRandom, normal } from "./random.ts";
import { quietOptions } from "./quiet-options.ts";

/** Runs of the project. */
export const GRID_RUNS = 1_000;
const STEPS = 100;
const AT_ONCE = 16;

/** A thousand short runs of a grid search. */
export async function seedGrid(dir: string): Promise<void> {
  for (let from = 0; from < GRID_RUNS; from += AT_ONCE) {
    const indexes = Array.from({ length: Math.min(AT_ONCE, GRID_RUNS - from) }, (_, at) => from + at);
    await Promise.all(indexes.map((index) => search(dir, index)));
  }
}

async function search(dir: string, index: number): Promise<void> {
  const random = createRandom(10_000 + index);
  const lr = 10 ** (-5 + 4 * random());
  const width = 16 * 2 ** (index % 5);
  const run = await init({
    ...quietOptions(dir),
    project: "grid",
    id: `grid-${index}`,
    name: `grid-${String(index).padStart(4, "0")}`,
    group: `width-${width}`,
    config: {
      lr,
      width,
      depth: 2 + (index % 6),
      activation: ["relu", "gelu", "tanh"][index % 3],
      seed: index,
    },
  });
  const good = 0.9 - 0.09 * (Math.log10(lr) + 3) ** 2 + 0.01 * Math.log2(width);
  for (let step = 0; step < STEPS; step++) {
    const share = 1 - Math.exp(-step / 20);
    run.log({
      loss: (1.6 - good) * (1 - share) + (1 - good) + 0.03 * Math.abs(normal(random)),
      accuracy: good * share + 0.01 * normal(random),
    });
  }
  await run.finish();
}
