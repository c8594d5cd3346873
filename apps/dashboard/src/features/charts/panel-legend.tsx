import type { ReactNode } from "react";
import { formatName } from "../../lib/format-name.ts";
import { colorValue } from "./color-value.ts";
import type { PreparedLine } from "./prepare-line.ts";

const mostNames = 24;

/** The lines by name under a chart, where there is no list of runs beside it. */
export function PanelLegend({ lines }: { readonly lines: readonly PreparedLine[] }): ReactNode {
  if (lines.length < 2) return null;
  return (
    <ul className="panel-legend" aria-label="Lines" tabIndex={0}>
      {lines.slice(0, mostNames).map(({ id, label, color, dashed, baseline }) => (
        <li key={id}>
          <span
            className={dashed || baseline === true ? "sw dash" : "sw"}
            style={{ "--c": colorValue(color) }}
          />
          {formatName(label, 24)}
        </li>
      ))}
      {lines.length > mostNames ? <li>and {lines.length - mostNames} more</li> : null}
    </ul>
  );
}
