import { useCallback, useMemo, useRef, useState } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import type { SetView } from "../shell/use-view.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { encodeZooms, withZoom } from "../../lib/zooms.ts";
import type { ChartSettings } from "./chart-settings.ts";

export interface ChartViewOptions {
  readonly view: ViewState;
  readonly setView: SetView;
  /** Rows of the longest run on screen; undefined while unknown. */
  readonly rows: number | undefined;
}

export interface ChartView {
  readonly settings: ChartSettings;
  readonly smoothing: number;
  readonly setSmoothing: (weight: number, done: boolean) => void;
}

const smoothFrom = 500;

/** The shared settings of a page's charts, from the address, with their keys (O, S, Z, Esc). */
export function useChartView({ view, setView, rows }: ChartViewOptions): ChartView {
  const [draft, setDraft] = useState<number>();
  // Chosen once: a live run that grows past the limit must not change its look by itself.
  const byDefault = useRef<number>(undefined);
  if (byDefault.current === undefined && rows !== undefined) byDefault.current = rows < smoothFrom ? 0 : 0.8;
  const smoothing = draft ?? view.smoothing ?? byDefault.current ?? 0;

  const setSmoothing = useCallback(
    (weight: number, done: boolean) => {
      setDraft(done ? undefined : weight);
      if (done) setView({ smoothing: weight });
    },
    [setView],
  );
  const { x, zooms, clip, focus, panel } = view;
  const settings = useMemo<ChartSettings>(
    () => ({
      x,
      zooms,
      clip,
      smoothing,
      pinned: focus,
      setZoom: (over, next) => setView({ zooms: withZoom(zooms, over, next) }),
      setPinned: (run) => setView({ focus: run }),
      openPanel: (next) => setView({ panel: next }),
    }),
    [x, encodeZooms(zooms), clip, smoothing, focus, setView],
  );
  const shortcuts = useMemo(
    () => ({
      o: () => setView({ clip: !clip }),
      z: () => setView({ zooms: new Map() }),
      s: () => setView({ smoothing: stepped(smoothing, 0.05) }),
      S: () => setView({ smoothing: stepped(smoothing, -0.05) }),
      Escape: () => setView(panel === undefined ? { focus: undefined } : { panel: undefined }),
    }),
    [clip, smoothing, panel, setView],
  );
  useShortcuts(shortcuts);
  return { settings, smoothing, setSmoothing };
}

function stepped(weight: number, by: number): number {
  return Math.round(Math.min(0.99, Math.max(0, weight + by)) * 100) / 100;
}
