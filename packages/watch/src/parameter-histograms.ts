import type { Histogram } from "@stepwell/core";
import { checkBins } from "./check-bins.ts";
import { digestHistogram } from "./digest-histogram.ts";
import type { ModelLike } from "./model-like.ts";
import { digestValues } from "./tensor-digest.ts";

/** How finely parameters are binned. */
export interface ParameterHistogramsOptions {
  /** Default 64, at most 512. */
  readonly bins?: number;
}

/**
 * One histogram per parameter under `parameters/<name>`, ready for `log`; parameters without a finite value are left
 * out. Rejects with `UsageError` for bad `bins`, and with what a read of the model rejects with.
 */
export async function parameterHistograms(
  model: ModelLike,
  options: ParameterHistogramsOptions = {},
): Promise<Record<string, Histogram>> {
  const { bins = 64 } = options;
  checkBins(bins);
  // All reads begin before the first is awaited, so that they show one moment of the training.
  const reads = [...model.tensors()].map(async (tensor) => ({
    name: tensor.name,
    data: await tensor.read(),
  }));
  const histograms: Record<string, Histogram> = {};
  for (const { name, data } of await Promise.all(reads)) {
    const histogram = digestHistogram(digestValues(data, { bins }));
    if (histogram !== undefined) histograms[`parameters/${name}`] = histogram;
  }
  return histograms;
}
