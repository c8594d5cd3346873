import type { NamedTensor } from "./model-like.ts";
import { digestHistogram } from "./digest-histogram.ts";
import type { TensorDigest } from "./tensor-digest.ts";

/** What a tensor is of a model. */
export type TensorKind = "gradient" | "parameter";

/** A tensor of a sample. */
export interface SampledTensor {
  readonly kind: TensorKind;
  readonly tensor: NamedTensor;
  readonly digest: TensorDigest;
}

/** How the model is told from others in the names of a row. */
export interface ModelNames {
  /** Glued before the names of tensors, as W&B does: empty, or as `graph_1`. */
  readonly prefix: string;
}

/**
 * The row of a sample: histograms under W&B's names, and beside them norms, values that are not finite and dead units
 * under names of their own. Tensors without a finite value have no histogram, empty ones have nothing.
 */
export function sampleRow(
  sampled: readonly SampledTensor[],
  { prefix }: ModelNames,
): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const { kind, tensor, digest } of sampled) {
    const name = prefix + tensor.name;
    const histogram = digestHistogram(digest);
    if (histogram !== undefined) row[`${kind}s/${name}`] = histogram;
    if (digest.size > 0) row[`${kind}_norm/${name}`] = digest.norm;
    if (digest.nan > 0) row[`${kind}_nan/${name}`] = digest.nan;
    if (digest.infinite > 0) row[`${kind}_infinite/${name}`] = digest.infinite;
    const { units } = tensor;
    if (kind === "gradient" && units !== undefined && digest.zeroUnits !== undefined) {
      row[`dead_units/${prefix}${units.layer}`] = digest.zeroUnits / units.count;
    }
  }
  const whole = prefix === "" ? "watch/" : `watch/${prefix}/`;
  for (const kind of ["gradient", "parameter"] as const) {
    const totals = totalsOf(sampled.filter((one) => one.kind === kind));
    for (const [name, total] of Object.entries(totals)) row[`${whole}${kind}_${name}`] = total;
  }
  const dead = deadShare(sampled);
  if (dead !== undefined) row[`${whole}dead_units`] = dead;
  return row;
}

function totalsOf(sampled: readonly SampledTensor[]): Record<string, number> {
  if (sampled.length === 0) return {};
  let squares = 0;
  let nan = 0;
  let infinite = 0;
  for (const { digest } of sampled) {
    squares += digest.norm ** 2;
    nan += digest.nan;
    infinite += digest.infinite;
  }
  return { norm: Math.sqrt(squares), nan, infinite };
}

function deadShare(sampled: readonly SampledTensor[]): number | undefined {
  let units = 0;
  let dead = 0;
  for (const { kind, tensor, digest } of sampled) {
    if (kind !== "gradient" || tensor.units === undefined || digest.zeroUnits === undefined) continue;
    units += tensor.units.count;
    dead += digest.zeroUnits;
  }
  return units === 0 ? undefined : dead / units;
}
