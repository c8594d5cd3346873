import { keyText } from "../../lib/format-key.ts";

/** What layers are coloured by: the norm of their gradients, or the share of their units that are dead. */
export type OverlayKind = "norm" | "dead";

/** The keys that belong to each layer, by its id. */
export type LayerKeys = ReadonlyMap<string, readonly string[]>;

const keyStart = { norm: "gradient_norm/", dead: "dead_units/" } as const;
const shades = 9;

/**
 * The keys of a watched model's layers. A graph `graph_0` has plain names, `graph_1` has that before its names;
 * keys of weights have the layer's name and a slash before their own.
 */
export function layerKeys(
  keys: readonly string[],
  layers: readonly string[],
  graph: string,
  kind: OverlayKind,
): LayerKeys {
  const start = keyStart[kind] + (/^graph_[1-9]\d*$/.test(graph) ? graph : "");
  const found = new Map<string, string[]>();
  // The longest name first: a layer may be called as the beginning of another.
  const names = layers.filter((name) => name !== "").toSorted((a, b) => b.length - a.length);
  for (const key of keys) {
    const text = keyText(key);
    if (!text.startsWith(start)) continue;
    const rest = text.slice(start.length);
    const layer = names.find((name) => rest === name || rest.startsWith(`${name}/`));
    if (layer !== undefined) found.set(layer, [...(found.get(layer) ?? []), key]);
  }
  return found;
}

/** The norm of all weights of a layer, or the value of its one key. NaN where one of them is not finite. */
export function layerValue(values: readonly number[], kind: OverlayKind): number {
  return kind === "dead"
    ? (values[0] ?? Number.NaN)
    : Math.sqrt(values.reduce((sum, one) => sum + one * one, 0));
}

/** The ends of the scale: of norms their least and most above zero, of shares 0 and 1. */
export function shadeRange(
  values: Iterable<number>,
  kind: OverlayKind,
): readonly [number, number] | undefined {
  if (kind === "dead") return [0, 1];
  const positive = [...values].filter((value) => value > 0 && Number.isFinite(value));
  return positive.length === 0 ? undefined : [Math.min(...positive), Math.max(...positive)];
}

/** Which of the nine shades a value has; norms by their logarithm. Undefined for what is not finite. */
export function shadeOf(
  value: number,
  range: readonly [number, number] | undefined,
  kind: OverlayKind,
): number | undefined {
  if (!Number.isFinite(value) || range === undefined) return undefined;
  const [low, high] = range;
  if (kind === "norm" && !(value > 0)) return 0;
  const share =
    kind === "dead"
      ? (value - low) / (high - low)
      : high > low
        ? Math.log(value / low) / Math.log(high / low)
        : 1;
  return Math.min(shades - 1, Math.max(0, Math.floor(share * shades)));
}
