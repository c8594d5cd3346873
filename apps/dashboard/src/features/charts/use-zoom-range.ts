import { useMemo, useRef } from "react";
import { encodeSmoothing, smoothingReach, type Smoothing } from "../../lib/smoothing.ts";

const mostMarginPoints = 1_000;

/**
 * The part of x to ask for: the zoom with margins, long enough that the smoothed line inside does not
 * depend on where the zoom begins. Stays the same while only `spacing` changes, so that live points ask for nothing.
 */
export function useZoomRange(
  zoom: readonly [number, number] | undefined,
  smoothing: Smoothing,
  spacing: number,
): readonly [number, number] | undefined {
  const distance = useRef(spacing);
  distance.current = spacing;
  return useMemo(() => {
    if (zoom === undefined) return undefined;
    const points = Math.max(2, Math.min(mostMarginPoints, smoothingReach(smoothing)));
    const after = smoothing.kind === "ema" ? 2 : points;
    // At least a little on both sides, so that lines run to the edges.
    const air = (zoom[1] - zoom[0]) * 0.02;
    return [
      zoom[0] - Math.max(air, points * distance.current),
      zoom[1] + Math.max(air, after * distance.current),
    ] as const;
  }, [zoom, encodeSmoothing(smoothing)]);
}
