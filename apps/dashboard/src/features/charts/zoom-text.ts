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
  if (panel !== undefined) return `${keyText(panel)} ${formatValue(from)}\u2009–\u2009${formatValue(to)}`;
  if (over !== "") return `${keyText(over)} ${formatValue(from)}–${formatValue(to)}`;
  if (x === "step") return `Steps ${formatStep(Math.round(from))}–${formatStep(Math.round(to))}`;
  if (x === "runtime" || x === "relative")
    return `${formatDuration(Math.max(0, from))} – ${formatDuration(to)}`;
  if (x === "wall") return `${formatClock(from * 1_000)}–${formatClock(to * 1_000)}`;
  return `${keyText(xKeyOf(x))} ${formatValue(from)}–${formatValue(to)}`;
}
