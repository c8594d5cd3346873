import { init } from "@stepwell/core/browser";
import type { BrowserInitOptions } from "@stepwell/core/browser";
import * as tf from "@tensorflow/tfjs";

export interface TrainOptions {
  readonly run: BrowserInitOptions;
  readonly batches: number;
  /** Milliseconds between batches. */
  readonly pauseMs: number;
  /** Rows between two flushes. */
  readonly flushEvery: number;
  /** Told of each row when its `log` has returned, and of each when a flush has. */
  readonly told: (event: "logged" | "acknowledged", row: number) => void;
}

/** Fits a small model and logs a row for each batch, in a page or a web worker. */
export async function train({
  run: options,
  batches,
  pauseMs,
  flushEvery,
  told,
}: TrainOptions): Promise<void> {
  const run = await init(options);
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [4] })] });
  model.compile({ optimizer: tf.train.sgd(0.05), loss: "meanSquaredError" });
  const xs = tf.randomNormal([batches * 8, 4], 0, 1, "float32", 7);
  const ys = xs.sum(1, true);
  await model.fit(xs, ys, {
    epochs: 1,
    batchSize: 8,
    shuffle: false,
    verbose: 0,
    callbacks: {
      async onBatchEnd(batch, logs) {
        run.log({ batch, loss: logs?.["loss"] ?? 0 });
        told("logged", batch);
        if ((batch + 1) % flushEvery === 0) {
          await run.flush();
          told("acknowledged", batch);
        }
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      },
    },
  });
  await run.finish();
}
