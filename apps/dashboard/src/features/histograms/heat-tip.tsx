import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { formatStep } from "../../lib/format-step.ts";
import { formatValue } from "../../lib/format-value.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import { binAt } from "./heat-map-model.ts";
import type { HistogramColumn } from "./histogram-cell.ts";

/** Where the pointer is over a heat map: in its own values, and in the window. */
export interface HeatHover {
  readonly step: number;
  readonly value: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** Beside the pointer: the step, the bin under it and its count. */
export function HeatTip({
  hover,
  column,
}: {
  readonly hover: HeatHover;
  readonly column: HistogramColumn;
}): ReactNode {
  const bin = binAt(column, hover.value);
  // Its panel is moved by a transform, which fixed places would count from.
  return createPortal(
    <div className="tip fixed" style={{ transform: tipPlace(hover) }} data-testid="heat-tip">
      <div className="h">
        <span>
          step <b>{formatStep(column.step)}</b>
        </span>
      </div>
      <div className="r">
        <span className="n">
          {bin === -1
            ? formatValue(hover.value)
            : `${formatValue(column.edges[bin] as number)} to ${formatValue(column.edges[bin + 1] as number)}`}
        </span>
        <span className="v">{bin === -1 ? "none" : groupDigits(column.counts[bin] as number)}</span>
      </div>
    </div>,
    document.body,
  );
}

function tipPlace({ clientX, clientY }: HeatHover): string {
  const width = 230;
  const left = clientX + 18 + width > innerWidth ? clientX - 18 - width : clientX + 18;
  return `translate(${Math.round(Math.max(8, left))}px, ${Math.round(Math.max(8, clientY - 28))}px)`;
}
