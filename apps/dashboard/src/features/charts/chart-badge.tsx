import type { ReactNode } from "react";
import { formatCount } from "../../lib/format-count.ts";
import type { DrawnState } from "./chart-surface.ts";

/** Points drawn / points stored; one number when all are drawn. */
export function ChartBadge({
  drawn,
}: {
  readonly drawn: Pick<DrawnState, "drawn" | "stored"> | undefined;
}): ReactNode {
  if (drawn === undefined || drawn.stored === 0) return null;
  const whole = drawn.drawn >= drawn.stored;
  const text = whole
    ? formatCount(drawn.stored)
    : `${formatCount(drawn.drawn)} / ${formatCount(drawn.stored)}`;
  return (
    <span className="badge" title={whole ? "every stored point is drawn" : "points drawn / points stored"}>
      {text}
    </span>
  );
}
