import type { RunKeyView } from "@stepwell/protocol";
import { useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { Icon } from "../shell/icon.tsx";
import { createLazyPart } from "../shell/lazy-part.tsx";
import { Popover } from "../shell/popover.tsx";
import type { ListMetric } from "./list-metric.ts";
import type { MetricListProps } from "./metric-list.tsx";

export interface MetricChooserProps {
  readonly metrics: readonly string[];
  readonly known: readonly RunKeyView[];
  /** The metric whose value is shown. */
  readonly metric: ListMetric | undefined;
  readonly onMetric: (metric: string) => void;
}

/** Which metric the list shows, and which value of it. */
export function MetricChooser(props: MetricChooserProps): ReactNode {
  const { metrics, known, metric, onMetric } = props;
  const [isOpen, setOpen] = useState(false);
  lazyMetrics.usePrefetch();
  if (metric === undefined) return null;
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
        <lazyMetrics.Part
          metrics={metrics}
          known={known}
          metric={metric}
          onMetric={onMetric}
          onDone={() => setOpen(false)}
        />
      </Popover>
    </span>
  );
}

const lazyMetrics = createLazyPart<MetricListProps>(
  async () => (await import("./metric-list.tsx")).MetricList,
);
