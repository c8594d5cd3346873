import type { Histogram } from "@stepwell/core";
import type { ModelLike } from "./model-like.ts";
import { tensorHistogram } from "./tensor-histogram.ts";

export interface ParameterHistogramsOptions {
  /** Default 64, at most 512. */
  readonly bins?: number;
}

/** One histogram per parameter under `parameters/<name>`, ready for `log`; parameters without a finite value are left out. */
export async function parameterHistograms(
  model: ModelLike,
  options: ParameterHistogramsOptions = {},
): Promise<Record<string, Histogram>> {
  const { bins = 64 } = options;
  // All reads begin before the first is awaited, so that they show one moment of the training.
  const reads = [...model.tensors()].map((tensor) => ({ name: tensor.name, data: tensor.read() }));
  const histograms: Record<string, Histogram> = {};
  for (const { name, data } of reads) {
    const histogram = tensorHistogram(await data, bins);
    if (histogram !== undefined) histograms[`parameters/${name}`] = histogram;
  }
  return histograms;
}
