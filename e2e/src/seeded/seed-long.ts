import { init } from "@stepwell/core";
import { createRandom } from "./random.ts";
import { quietOptions } from "./quiet-options.ts";

/** Steps of the run, and the one whose value stands out. */
export const LONG = { steps: 5_000_000, spikeAt: 3_141_592, spike: 9 } as const;
const ROWS_A_TURN = 20_000;

/** One run of five million steps with a single high value. */
export async function seedLong(dir: string): Promise<void> {
  const random = createRandom(5);
  const run = await init({ ...quietOptions(dir), project: "long", id: "long-0", name: "five-million" });
  for (let step = 0; step < LONG.steps; step++) {
    const value = 1 + Math.exp(-step / 1e6) + 0.2 * (random() - 0.5);
    run.log({ loss: step === LONG.spikeAt ? LONG.spike : value });
    if (step % ROWS_A_TURN === 0) await run.flush();
  }
  await run.finish();
}
