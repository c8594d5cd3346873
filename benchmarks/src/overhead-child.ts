import * as tf from "@tensorflow/tfjs";
import { cpuProfile } from "./cpu-profile.ts";
import { createFit, WATCHED_EPOCHS, type Fit, type Logging } from "./overhead-fit.ts";
import { profileShares, type ProfileShares } from "./profile-shares.ts";

/** What one backend shows; times in milliseconds. */
export interface FitOverhead {
  /** Of each round, in its order. */
  readonly milliseconds: Readonly<Record<Logging, readonly number[]>>;
  /** Of each fit under the profiler. */
  readonly profiled: Readonly<Record<Exclude<Logging, "nothing">, readonly ProfiledFit[]>>;
}

/** A fit under the profiler; `fit` is how long it took, with what it waited. */
interface ProfiledFit extends ProfileShares {
  readonly fit: number;
}

const ROUNDS = 10;
const EPOCHS = 2;
const PROFILED = 3;
const ORDERS: readonly (readonly Logging[])[] = [
  ["nothing", "callback", "watch"],
  ["watch", "nothing", "callback"],
  ["callback", "watch", "nothing"],
];
const OURS = /\/packages\/(core|effects|protocol|runlog|tfjs|watch)\//;
/** What `watch` calls in the optimizer's stead is the training itself; and the metrics are the bench's. */
const NOT_OURS = /applyGradients$|^logWithMetrics$/;
const UNAVAILABLE = 3;

// Usage: node overhead-child.js cpu|tensorflow folder. Prints a FitOverhead; ends with 3 where the backend can't be had.
const [backend = "", folder = ""] = process.argv.slice(2);
if (await useBackend()) {
  tf.enableProdMode();
  process.stdout.write(`${JSON.stringify(await measure())}\n`);
} else {
  process.exitCode = UNAVAILABLE;
}

async function useBackend(): Promise<boolean> {
  if (backend === "tensorflow") {
    try {
      const loader = new URL("../../tools/interop/tfjs-node.mjs", import.meta.url);
      ((await import(loader.href)) as { loadTfjsNode: () => unknown }).loadTfjsNode();
    } catch {
      return false;
    }
  } else {
    await tf.setBackend(backend);
  }
  return tf.getBackend() === backend;
}

async function measure(): Promise<FitOverhead> {
  const fit = createFit(folder);
  const milliseconds: Record<Logging, number[]> = { nothing: [], callback: [], watch: [] };
  // The first round warms the code up.
  for (let round = -1; round < ROUNDS; round += 1) {
    for (const logging of ORDERS[(round + 1) % ORDERS.length] ?? []) {
      await fit({ logging, epochs: EPOCHS }, async (training) => {
        const lasted = await time(training);
        if (round >= 0) milliseconds[logging].push(lasted);
      });
    }
  }
  return {
    milliseconds,
    profiled: {
      callback: await profile(fit, "callback"),
      watch: await profile(fit, "watch"),
    },
  };
}

async function profile(fit: Fit, logging: Logging): Promise<ProfiledFit[]> {
  const fits: ProfiledFit[] = [];
  for (let round = 0; round < PROFILED; round += 1) {
    await fit({ logging, epochs: WATCHED_EPOCHS }, async (training) => {
      let lasted = 0;
      const profiled = await cpuProfile(async () => {
        lasted = await time(training);
      });
      const shares = profileShares(profiled, { isOurs: (url) => OURS.test(url), notCaused: NOT_OURS });
      fits.push({ ...shares, fit: lasted });
    });
  }
  return fits;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
