import { Histogram, init, plot } from "@stepwell/core";
import type { Chart } from "@stepwell/core";
import { points } from "./points.ts";
import type { Point } from "./points.ts";

/** The keys of the rows: with them, a misspelt one doesn't compile. */
interface Row {
  "train/loss": number;
  "train/gradients": Histogram;
  "val/loss": number;
  "val/accuracy": number;
  epoch: number;
  confusion: Chart;
}

const config = { epochs: 12, batchSize: 20, learningRate: 2 };
const run = await init<Row>({ project: "examples", name: "plain loop", config });
// What begins with "val/" is drawn over the epoch, and the summary has its best value beside the last one.
run.defineMetric("val/*", { stepMetric: "epoch" });
run.defineMetric("val/accuracy", { stepMetric: "epoch", summary: ["max", "last"] });

const training = points(1, 401);
const validation = points(401, 501);
const weights = { x: 0, y: 0, bias: 0 };

for (let epoch = 1; epoch <= config.epochs; epoch += 1) {
  for (let start = 0; start < training.length; start += config.batchSize) {
    const batch = training.slice(start, start + config.batchSize);
    const gradients = batch.map(({ x, y, above }) => {
      const error = probability({ x, y }) - above;
      return [error * x, error * y, error] as const;
    });
    for (const [x, y, bias] of gradients) {
      weights.x -= (config.learningRate * x) / batch.length;
      weights.y -= (config.learningRate * y) / batch.length;
      weights.bias -= (config.learningRate * bias) / batch.length;
    }
    run.log({
      "train/loss": lossOf(batch),
      "train/gradients": new Histogram(gradients.flat(), { bins: 16 }),
    });
  }
  const right = validation.filter((point) => Number(probability(point) > 0.5) === point.above);
  run.log({ epoch, "val/loss": lossOf(validation), "val/accuracy": right.length / validation.length });
}

const preds = validation.map((point) => Number(probability(point) > 0.5));
const yTrue = validation.map(({ above }) => above);
run.log({ confusion: plot.confusionMatrix({ yTrue, preds, classNames: ["below", "above"] }) });
await run.finish();

function probability({ x, y }: Pick<Point, "x" | "y">): number {
  return 1 / (1 + Math.exp(-(weights.x * x + weights.y * y + weights.bias)));
}

function lossOf(some: readonly Point[]): number {
  const losses = some.map((point) => -Math.log(point.above ? probability(point) : 1 - probability(point)));
  return losses.reduce((sum, loss) => sum + loss, 0) / some.length;
}
