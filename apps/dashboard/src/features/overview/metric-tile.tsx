import type { RunView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import { SparkLine } from "../charts/spark-line.tsx";
import { useSeries } from "../charts/use-series.ts";
import type { TileMetric } from "./tile-metrics.ts";

/** One number in large, and the shape of its metric. */
export function MetricTile({ run, tile }: { readonly run: RunView; readonly tile: TileMetric }): ReactNode {
  const { key, of, value } = tile;
  const step = useStepOf(run, tile);
  const name = keyText(key);
  return (
    <article className="panel tile" aria-label={`${name}, ${of}`}>
      <div className="k ell" title={name}>
        {name}, {of}
      </div>
      <div className="v" title={String(value)}>
        {formatValue(value)}
        {step === undefined ? null : <small>at step {formatStep(step)}</small>}
      </div>
      <SparkLine run={run} metric={key} />
    </article>
  );
}

/** The step of an extreme or of the last value, where the points of the spark line tell it exactly. */
function useStepOf({ project, id, status }: RunView, { key, of, value }: TileMetric): number | undefined {
  const wishes = useMemo(
    () => [
      {
        project,
        run: id,
        stream: "history" as const,
        key,
        x: "_step",
        range: undefined,
        buckets: 200,
        live: status === "running",
        use: "spark",
      },
    ],
    [project, id, key, status],
  );
  const data = useSeries(wishes)[0]?.data;
  if (data === undefined || of === "mean") return undefined;
  if (of === "last") return data.xLast.at(-1);
  const at = Math.max(data.max.indexOf(value), data.min.indexOf(value));
  return data.x[at] === data.xLast[at] ? data.x[at] : undefined;
}
