import { init } from "@stepwell/core";
import { createRandom } from "./random.ts";
import { quietOptions } from "./quiet-options.ts";

/** Metrics of the run. */
const WIDE_KEYS = 3_000;
const ROWS = 40;

/** One run with thousands of metrics in forty sections. */
export async function seedWide(dir: string): Promise<void> {
  const random = createRandom(77);
  const run = await init({ ...quietOptions(dir), project: "wide", id: "wide-0", name: "every-layer" });
  for (let step = 0; step < ROWS; step++) {
    const row: Record<string, number> = {};
    for (let key = 0; key < WIDE_KEYS; key++) {
      const block = Math.floor(key / 75);
      row[`block_${String(block).padStart(2, "0")}/layer_${key % 75}/norm`] =
        Math.exp(-step / 20) + random() * 0.1;
    }
    run.log(row);
  }
  await run.finish();
}
