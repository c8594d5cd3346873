import { formatDuration } from "../../lib/format-duration.ts";
import { keyText } from "../../lib/format-key.ts";
import { formatStep } from "../../lib/format-step.ts";
import { formatClock } from "../../lib/format-time.ts";
import { formatValue } from "../../lib/format-value.ts";
import type { XAxis } from "../../lib/view-state.ts";
import { panelOfZoom, type ZoomRange, type Zooms } from "../../lib/zooms.ts";
import { xKeyOf } from "./chart-settings.ts";

/** Zooms as the toolbar says them: `Steps 8,000–9,600`. */
export function zoomsText(x: XAxis, zooms: Zooms): string {
  return [...zooms].map(([over, range]) => zoomText(x, over, range)).join(", ");
}

function zoomText(x: XAxis, over: string, [from, to]: ZoomRange): string {
  const panel = panelOfZoom(over);
  if (panel !== undefined) return `${keyText(panel)} ${formatValue(from)}–${formatValue(to)}`;
  const isLive = to === Number.POSITIVE_INFINITY;
  const both = (format: (value: number) => string): string =>
    isLive ? `from ${format(from)}` : `${format(from)}–${format(to)}`;
  if (over === "_relative") return both((value) => formatDuration(Math.max(0, value)));
  if (over !== "") return `${keyText(over)} ${both(formatValue)}`;
  if (x === "step") return `Steps ${both((value) => formatStep(Math.round(value)))}`;
  if (x === "runtime" || x === "relative") return both((value) => formatDuration(Math.max(0, value)));
  if (x === "wall") return both((value) => formatClock(value * 1_000));
  return `${keyText(xKeyOf(x))} ${both(formatValue)}`;
}
