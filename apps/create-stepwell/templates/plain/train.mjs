import { init } from "@stepwell/core";

// Three numbers of a parabola are learned from noisy points. Put your own training here: what matters are the three
// calls of init, log and finish.
const config = { epochs: 40, learningRate: 0.3, noise: 0.05, points: 200 };
const run = await init({ project: "__NAME__", config });
run.defineMetric("val/*", { stepMetric: "epoch" });
run.defineMetric("val/loss", { stepMetric: "epoch", summary: ["min", "last"] });

const points = Array.from({ length: config.points }, (_, index) => {
  const x = 2 * ((index * 0.754877666) % 1) - 1;
  const noise = config.noise * (2 * ((index * 0.569840291) % 1) - 1);
  return { x, y: 0.8 * x * x - 0.3 * x + 0.1 + noise };
});
const training = points.slice(0, 160);
const validation = points.slice(160);
const weights = [0, 0, 0];

for (let epoch = 1; epoch <= config.epochs; epoch += 1) {
  for (let start = 0; start < training.length; start += 20) {
    const batch = training.slice(start, start + 20);
    const loss = descend(batch);
    run.log({ "train/loss": loss });
  }
  run.log({ epoch, "val/loss": lossOf(validation) });
}
await run.finish();

/** One step of gradient descent; returns the loss before it. */
function descend(batch) {
  const loss = lossOf(batch);
  const slopes = [0, 0, 0];
  for (const { x, y } of batch) {
    const off = predict(x) - y;
    for (const power of [0, 1, 2]) slopes[power] += (2 * off * x ** power) / batch.length;
  }
  for (const power of [0, 1, 2]) weights[power] -= config.learningRate * slopes[power];
  return loss;
}

function predict(x) {
  return weights[0] + weights[1] * x + weights[2] * x * x;
}

function lossOf(some) {
  return some.reduce((sum, { x, y }) => sum + (predict(x) - y) ** 2, 0) / some.length;
}
