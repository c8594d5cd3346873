import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from "react";
import { rowsBetween, type RowPlaces, type RowRange } from "./row-places.ts";

export interface RowWindowOptions {
  /** What scrolls the rows; without one it is the window. */
  readonly scroller?: RefObject<HTMLElement | null>;
  /** From the top of what scrolls to the first row, in CSS pixels. Default: 0. */
  readonly margin?: number;
  /** Rows beyond what is in sight, at both ends. */
  readonly extra: number;
}

/** Which rows are to be drawn where a list is scrolled to. The component renders again when they change, not at every scroll. */
export function useRowWindow(places: RowPlaces, { scroller, margin = 0, extra }: RowWindowOptions): RowRange {
  const [seen, setSeen] = useState({ top: 0, height: innerHeight });
  const range = useMemo(() => rangeOf(places, seen, margin, extra), [places, seen, margin, extra]);
  const latest = useRef({ places, range, margin, extra });
  latest.current = { places, range, margin, extra };
  const look = useRef(() => {
    const now = seenOf(scroller?.current);
    const { places: known, range: before, margin: above, extra: more } = latest.current;
    const next = rangeOf(known, now, above, more);
    if (next.from !== before.from || next.to !== before.to) setSeen(now);
  });
  useLayoutEffect(() => {
    const element = scroller?.current ?? undefined;
    const listen = look.current;
    const target: EventTarget = element ?? window;
    const options = { passive: true } as const;
    target.addEventListener("scroll", listen, options);
    addEventListener("resize", listen, options);
    const sizes = element === undefined ? undefined : new ResizeObserver(listen);
    if (element !== undefined) sizes?.observe(element);
    return () => {
      target.removeEventListener("scroll", listen);
      removeEventListener("resize", listen);
      sizes?.disconnect();
    };
  }, [scroller]);
  // Other rows may stand where the same scroll leads.
  useLayoutEffect(() => look.current(), [places, margin]);
  return range;
}

interface Seen {
  readonly top: number;
  readonly height: number;
}

function seenOf(element: HTMLElement | null | undefined): Seen {
  if (element === null || element === undefined) return { top: scrollY, height: innerHeight };
  return { top: element.scrollTop, height: element.clientHeight };
}

function rangeOf(places: RowPlaces, { top, height }: Seen, margin: number, extra: number): RowRange {
  return rowsBetween(places, { top: top - margin, bottom: top - margin + height, extra });
}
