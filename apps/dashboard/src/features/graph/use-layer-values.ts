import { useMemo } from "react";
import { lastAtOrBefore } from "../../lib/binary-search.ts";
import type { ChartRun } from "../charts/panel-spec.ts";
import { useSeries } from "../charts/use-series.ts";
import { layerValue, type LayerKeys, type OverlayKind } from "./layer-shades.ts";

const buckets = 1_000;
const mostKeys = 400;

/** What the layers of a graph have at a step. */
export interface LayerValues {
  readonly values: ReadonlyMap<string, number>;
  /** Steps at which something was logged, rising. */
  readonly steps: ArrayLike<number>;
  readonly loading: boolean;
}

/** Reads the values of layers at a step, or at the newest one; at or before it where a layer has none there. */
export function useLayerValues(
  { project, id, live }: Pick<ChartRun, "project" | "id" | "live">,
  keys: LayerKeys,
  kind: OverlayKind,
  step: number | undefined,
): LayerValues {
  const wishes = useMemo(
    () =>
      [...keys.values()]
        .flat()
        .slice(0, mostKeys)
        .map((key) => ({
          project,
          run: id,
          stream: "history" as const,
          key,
          x: "_step",
          range: undefined,
          buckets,
          live,
          use: "graph",
        })),
    [project, id, live, keys],
  );
  const series = useSeries(wishes);
  const byKey = new Map(wishes.map(({ key }, at) => [key, series[at]?.data] as const));
  const values = new Map<string, number>();
  for (const [layer, own] of keys) {
    const found = own.flatMap((key) => {
      const data = byKey.get(key);
      if (data === undefined) return [];
      const at = step === undefined ? data.last.length - 1 : lastAtOrBefore(data.x, step);
      return at < 0 ? [] : [data.last[at] as number];
    });
    if (found.length > 0) values.set(layer, layerValue(found, kind));
  }
  let steps: ArrayLike<number> = [];
  for (const data of byKey.values()) if (data !== undefined && data.x.length > steps.length) steps = data.x;
  return { values, steps, loading: series.some(({ loading }) => loading) };
}
