import type { RunKeyView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { Combobox } from "../shell/combobox.tsx";
import { takenPaths, type ListMetric, type MetricTake } from "./list-metric.ts";

export interface MetricListProps {
  readonly metrics: readonly string[];
  readonly known: readonly RunKeyView[];
  readonly metric: ListMetric;
  readonly onMetric: (metric: string) => void;
  readonly onDone: () => void;
}

const takes: readonly MetricTake[] = ["last", "best", "min", "max"];

/** The metrics that the list can show, and the values of them; comes when they are first chosen from. */
export function MetricList({ metrics, known, metric, onMetric, onDone }: MetricListProps): ReactNode {
  const items = useMemo(() => metrics.map((key) => ({ id: key, text: keyText(key) })), [metrics]);
  const paths = takenPaths(metric.key, known);
  return (
    <>
      <div className="seg takes" role="group" aria-label="Value of the metric">
        {takes.map((take) => (
          <button
            key={take}
            type="button"
            aria-pressed={metric.take === take}
            disabled={!paths.has(take)}
            title={
              paths.has(take) ? undefined : `No run has its ${take}: defineMetric(…, { summary: "${take}" })`
            }
            onClick={() => onMetric(`${metric.key}:${take}`)}
          >
            {take}
          </button>
        ))}
      </div>
      <Combobox
        label="Find a metric"
        items={items}
        empty="No metric matches."
        onPick={({ id }) => {
          onMetric(id);
          onDone();
        }}
      />
    </>
  );
}
