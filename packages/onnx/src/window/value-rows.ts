import { Histogram } from "@stepwell/core";
import type { ReferenceValues } from "../drift/drift-reference.ts";
import { kolmogorovSmirnov } from "../drift/kolmogorov-smirnov.ts";
import { populationStability } from "../drift/population-stability.ts";
import { summarizeValues } from "../tensors/summarize-values.ts";
import type { ValueSummary } from "../tensors/summarize-values.ts";
import type { SampledCall } from "./open-window.ts";

/** Fewer numbers than these say nothing of drift: chance alone would look like it. */
export const LEAST_FOR_DRIFT = 100;

/** The sampled numbers of one tensor in all calls of a window. */
export function summaryOf(samples: readonly (SampledCall | undefined)[], index: number): ValueSummary {
  const parts = samples.flatMap((sample) => sample?.[index] ?? []);
  const values = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    values.set(part, place);
    place += part.length;
  }
  return summarizeValues(values);
}

/** What a window says of one tensor, under `key`. */
export function valueRow(
  key: string,
  summary: ValueSummary,
  { bins, reference }: { bins: number; reference: ReferenceValues | undefined },
): Record<string, unknown> {
  const { count, nan, infinite, zeroShare, sorted } = summary;
  if (count === 0) return {};
  const row: Record<string, unknown> = {
    ...summary.moments,
    nan_share: nan / count,
    infinite_share: infinite / count,
    zero_share: zeroShare,
  };
  if (sorted.length > 0) row["histogram"] = new Histogram(sorted, { bins });
  if (reference !== undefined && sorted.length >= LEAST_FOR_DRIFT) {
    row["psi"] = populationStability(reference.quantiles, sorted);
    row["ks"] = kolmogorovSmirnov(reference.quantiles, sorted);
  }
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [`${key}/${name}`, value]));
}
