import type { ReactNode } from "react";
import { formatValue } from "../../lib/format-value.ts";
import type { OverlayKind } from "./layer-shades.ts";

/** The nine shades with what their ends mean. */
export function ShadeLegend({
  range,
  kind,
}: {
  readonly range: readonly [number, number] | undefined;
  readonly kind: OverlayKind;
}): ReactNode {
  if (range === undefined) return <span className="badge">No layer has a finite value here.</span>;
  const [low, high] = kind === "dead" ? ["0\u2009%", "100\u2009%"] : range.map((end) => formatValue(end));
  return (
    <span
      className="graph-legend"
      role="img"
      aria-label={`From ${low} to ${high}${kind === "norm" ? ", log scale" : ""}`}
    >
      <span className="badge">{low}</span>
      {Array.from({ length: 9 }, (_, at) => (
        <i key={at} style={{ background: `var(--seq-${at})` }} />
      ))}
      <span className="badge">
        {high}
        {kind === "norm" ? ", log" : ""}
      </span>
    </span>
  );
}
