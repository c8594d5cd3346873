import type { ReferenceValues } from "../drift/drift-reference.ts";
import { kolmogorovSmirnov } from "../drift/kolmogorov-smirnov.ts";
import { populationStability } from "../drift/population-stability.ts";
import type { ValueSummary } from "../tensors/summarize-values.ts";
import { histogramOf } from "./histogram-of.ts";

/** Fewer numbers than these say nothing of drift: chance alone would look like it. */
export const LEAST_FOR_DRIFT = 100;

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
  const histogram = histogramOf(sorted, bins);
  if (histogram !== undefined) row["histogram"] = histogram;
  if (reference !== undefined && sorted.length >= LEAST_FOR_DRIFT) {
    row["psi"] = populationStability(reference.quantiles, sorted);
    row["ks"] = kolmogorovSmirnov(reference.quantiles, sorted);
  }
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [`${key}/${name}`, value]));
}
