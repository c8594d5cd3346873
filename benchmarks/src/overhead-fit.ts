import { init } from "@stepwell/core";
import { createModel, readDigits, toTensors, type Settings } from "@stepwell/example-mnist";
import { stepwellCallback, type RunLike } from "@stepwell/tfjs";
import * as tf from "@tensorflow/tfjs";

/** What is logged of a fit: nothing, rows of the callback, or its rows with `watch` as it is by default. */
export type Logging = "nothing" | "callback" | "watch";

const DIGITS = 9000;
const SETTINGS: Omit<Settings, "epochs"> = { hiddenUnits: 32, learningRate: 1e-3, batchSize: 64, seed: 7 };
const BATCHES_AN_EPOCH = Math.ceil(DIGITS / SETTINGS.batchSize);
/** Enough for one sample of `watch`, which by default takes every thousandth batch. */
export const WATCHED_EPOCHS: number = Math.ceil(1000 / BATCHES_AN_EPOCH);
const VALUES_A_ROW = 20;

/** Fits a new model, the same each time, with `around` about the training alone. */
export type Fit = (
  how: { readonly logging: Logging; readonly epochs: number },
  around: (training: () => Promise<unknown>) => Promise<void>,
) => Promise<void>;

/** Prepares fits of the MNIST example on the backend of tfjs that is set. Runs are written below `folder`. */
export function createFit(folder: string): Fit {
  const { xs, ys } = toTensors(readDigits(SETTINGS.seed).slice(0, DIGITS));

  return async ({ logging, epochs }, around) => {
    const model = createModel({ ...SETTINGS, epochs });
    const args = { batchSize: SETTINGS.batchSize, epochs, verbose: 0 };
    if (logging === "nothing") {
      await around(() => model.fit(xs, ys, args));
    } else {
      const run = await init({ project: "bench", dir: folder, mode: "offline", silent: true });
      const batches = epochs * BATCHES_AN_EPOCH;
      // A short fit takes one sample too, which is more of them than by default.
      const watch = logging === "watch" && (epochs < WATCHED_EPOCHS ? { logFreq: batches } : true);
      const callbacks = stepwellCallback({ run: withMoreValues(run), tf, model, watch });
      await around(() => model.fit(xs, ys, { ...args, callbacks }));
      const { rowsWritten } = run.stats();
      await run.finish();
      if (rowsWritten < batches + epochs) {
        throw new Error(
          `[bench] Failed to log: "${rowsWritten}" of "${batches + epochs}" rows were written.`,
        );
      }
    }
    model.optimizer.dispose();
    model.dispose();
  };
}

/** The run, with each row of a batch brought to 20 values, as a user's own metrics would; known by the name of its `log`. */
function withMoreValues(run: RunLike): RunLike {
  const metrics = Array.from({ length: VALUES_A_ROW }, (_, index) => `batch/metric_${index}`);
  return {
    ...run,
    log: function logWithMetrics(row, options) {
      if ("batch/batch_step" in row) {
        for (const name of metrics.slice(Object.keys(row).length)) row[name] = row["batch/loss"];
      }
      run.log(row, options);
    },
  };
}
