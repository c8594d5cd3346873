import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { useChartSettings } from "./chart-settings.ts";
import type { DrawnState } from "./chart-surface.ts";

/** How many points lie outside of the y axis; a click shows them. */
export function OffScaleChip({ drawn }: { readonly drawn: DrawnState | undefined }): ReactNode {
  const { clip, setClip } = useChartSettings();
  if (!clip || drawn === undefined || drawn.offScale === 0) return null;
  return (
    <button
      type="button"
      className="chip off-scale"
      title="Show all points (O)"
      onClick={() => setClip(false)}
    >
      {formatPlural(drawn.offScale, "point")} off scale
    </button>
  );
}
