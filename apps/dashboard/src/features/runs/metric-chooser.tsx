import type { RunKeyView } from "@stepwell/protocol";
import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";
import { takenPaths, type ListMetric, type MetricTake } from "./list-metric.ts";

export interface MetricChooserProps {
  readonly metrics: readonly string[];
  readonly known: readonly RunKeyView[];
  /** The metric whose value is shown. */
  readonly metric: ListMetric | undefined;
  readonly onMetric: (metric: string) => void;
}

const takes: readonly MetricTake[] = ["last", "best", "min", "max"];

/** Which metric the list shows, and which value of it. */
export function MetricChooser(props: MetricChooserProps): ReactNode {
  const { metrics, known, metric, onMetric } = props;
  const [isOpen, setOpen] = useState(false);
  const items = useMemo(() => metrics.map((key) => ({ id: key, text: keyText(key) })), [metrics]);
  if (metric === undefined) return null;
  const paths = takenPaths(metric.key, known);
  return (
    <span className="chooser">
      <Popover
        label="Metric in the list"
        isOpen={isOpen}
        onOpenChange={setOpen}
        align="end"
        className="metric-popover"
        trigger={
          <button type="button" className="chooser-button" title={`${metric.key}, ${metric.take}`}>
            <span className="ell">{keyText(metric.key)}</span>
            <span>, {metric.take}</span>
            <Icon name="down" />
          </button>
        }
      >
        <div className="seg takes" role="group" aria-label="Value of the metric">
          {takes.map((take) => (
            <button
              key={take}
              type="button"
              aria-pressed={metric.take === take}
              disabled={!paths.has(take)}
              title={
                paths.has(take)
                  ? undefined
                  : `No run has its ${take}: defineMetric(…, { summary: "${take}" })`
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
            setOpen(false);
          }}
        />
      </Popover>
    </span>
  );
}
