import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";

export interface MetricPickerProps {
  readonly metrics: readonly string[];
  readonly value: string;
  readonly onPick: (metric: string) => void;
}

/** Chooses the metric that stands beside the captions of pictures. */
export function MetricPicker({ metrics, value, onPick }: MetricPickerProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const items = useMemo(() => metrics.map((key) => ({ id: key, text: keyText(key) })), [metrics]);
  return (
    <Popover
      label="Metric of the tiles"
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="btn" title="The metric beside captions">
          <span className="k">Metric</span>
          <b className="ell">{keyText(value)}</b>
          <Icon name="down" />
        </button>
      }
    >
      <Combobox
        label="Find a metric"
        items={items}
        empty="No metric matches."
        onPick={({ id }) => {
          onPick(id);
          setOpen(false);
        }}
      />
    </Popover>
  );
}
