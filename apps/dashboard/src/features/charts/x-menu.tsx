import { useMemo, useState, type ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import type { XAxis } from "../../lib/view-state.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { Popover } from "../shell/popover.tsx";
import { xKeyOf, xOfMetric } from "./chart-settings.ts";

export interface XMenuProps {
  readonly x: XAxis;
  /** Those that are no metric. */
  readonly axes: readonly XAxis[];
  /** Keys that can be x too. */
  readonly metrics?: readonly string[];
  readonly onChange: (x: XAxis) => void;
}

const names: Readonly<Record<string, { readonly text: string; readonly hint: string }>> = {
  step: { text: "Step", hint: "as logged" },
  wall: { text: "Time", hint: "wall clock" },
  relative: { text: "Relative", hint: "since the start" },
  runtime: { text: "Runtime", hint: "of the process" },
};

/** What x counts: steps, one of the times, or any metric, found by a few of its letters (X). */
export function XMenu({ x, axes, metrics = [], onChange }: XMenuProps): ReactNode {
  const [open, setOpen] = useState(false);
  useShortcuts(useMemo(() => ({ x: () => setOpen(true) }), []));
  const items = useMemo(
    () => [
      ...axes.map((id) => ({ id, text: names[id]?.text ?? id, hint: names[id]?.hint })),
      ...metrics.map((key) => ({ id: xOfMetric(key), text: keyText(key), hint: "metric" })),
    ],
    [axes, metrics],
  );
  return (
    <Popover
      label="x axis"
      isOpen={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="btn" title="x axis (X)">
          <span className="k">x</span> <span className="ell x-name">{xName(x)}</span>
          <Icon name="down" />
        </button>
      }
    >
      <Combobox
        label="x axis"
        items={items}
        empty="No metric has this name."
        onPick={({ id }) => {
          setOpen(false);
          onChange(id);
        }}
      />
    </Popover>
  );
}

/** An x axis as its button names it. */
function xName(x: XAxis): string {
  return (Object.hasOwn(names, x) ? names[x]?.text : undefined) ?? keyText(xKeyOf(x));
}
