import { describeFit, describeModel } from "./describe-model.ts";
import type { Failures } from "./failures.ts";
import type { RunLike } from "./run-like.ts";
import type { LayersModelLike, ParamsLike } from "./tfjs-shapes.ts";

/** Tells a run what its rows are drawn over, and puts the model and the fit into its config. What fails is counted. */
export function beginTraining(
  run: RunLike,
  { model, params, failures }: { model: LayersModelLike | undefined; params: ParamsLike; failures: Failures },
): void {
  failures.attempt(() => defineMetrics(run));
  failures.attempt(() => {
    const described = model === undefined ? {} : { model: describeModel(model) };
    run.config.update({ tfjs: { ...described, fit: describeFit(params) } }, { allowValChange: true });
  });
}

/** The names that W&B's Keras logger uses, so that runs of both lie on the same charts. */
function defineMetrics(run: RunLike): void {
  run.defineMetric("batch/batch_step", { hidden: true });
  run.defineMetric("batch/*", { stepMetric: "batch/batch_step" });
  run.defineMetric("epoch/epoch", { hidden: true });
  run.defineMetric("epoch/*", { stepMetric: "epoch/epoch" });
}
