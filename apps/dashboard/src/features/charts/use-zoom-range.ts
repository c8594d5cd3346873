import { useMemo, useRef } from "react";
import { encodeSmoothing, smoothingReach, type Smoothing } from "../../lib/smoothing.ts";

const mostMarginPoints = 1_000;

/**
 * The part of x to ask for: the zoom with margins, long enough that the smoothed line inside does not depend on where the
 * zoom begins. Stays the same while only `spacing` changes, so that live points ask for nothing.
 */
export function useZoomRange(
  zoom: readonly [number, number] | undefined,
  smoothing: Smoothing,
  spacing: number,
): readonly [number, number] | undefined {
  const distance = useRef(spacing);
  distance.current = spacing;
  const [from, to] = zoom ?? [];
  return useMemo(() => {
    if (from === undefined || to === undefined) return undefined;
    const points = Math.max(2, Math.min(mostMarginPoints, smoothingReach(smoothing)));
    const after = smoothing.kind === "ema" ? 2 : points;
    // At least a little on both sides, so that lines run to the edges.
    const air = Number.isFinite(to) ? (to - from) * 0.02 : 0;
    return [
      from - Math.max(air, points * distance.current),
      // A zoom without an end asks for all that comes.
      Number.isFinite(to) ? to + Math.max(air, after * distance.current) : Number.MAX_VALUE,
    ] as const;
  }, [from, to, encodeSmoothing(smoothing)]);
}
