import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { encodeSmoothing, noSmoothing, type Smoothing } from "../../lib/smoothing.ts";
import type { SetView } from "../shell/use-view.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { encodeZooms, type Zooms } from "../../lib/zooms.ts";
import type { ChartSettings } from "./chart-settings.ts";

export interface ChartViewOptions {
  readonly view: ViewState;
  readonly setView: SetView;
  /** Rows of the longest run on screen; undefined while unknown. */
  readonly rows: number | undefined;
  /** The runs are not known yet. */
  readonly isLoading?: boolean;
}

export interface ChartView {
  readonly settings: ChartSettings;
  readonly smoothing: Smoothing;
  readonly setSmoothing: (smoothing: Smoothing, done: boolean) => void;
}

const smoothFrom = 500;
const usual: Smoothing = { kind: "ema", weight: 0.8 };

/** The shared settings of a page's charts, from the address, with their keys (O, S, Z, Esc). */
export function useChartView({ view, setView, rows, isLoading = false }: ChartViewOptions): ChartView {
  const [draft, setDraft] = useState<Smoothing>();
  // Chosen once: a live run that grows past the limit must not change its look by itself.
  const byDefault = useRef<Smoothing>(undefined);
  if (byDefault.current === undefined && rows !== undefined)
    byDefault.current = rows < smoothFrom ? noSmoothing : usual;
  const smoothing = draft ?? view.smoothing ?? byDefault.current ?? noSmoothing;
  const smoothingChosen = draft !== undefined || view.smoothing !== undefined;

  const setSmoothing = useCallback(
    (next: Smoothing, done: boolean) => {
      setDraft(next);
      if (done) setView({ smoothing: next });
    },
    [setView],
  );
  const { x, clip, focus, panel, step } = view;
  const [dragged, setDragged] = useState<Zooms>();
  const zooms = dragged ?? view.zooms;
  // What was dragged or slid stays on screen until the address says the same.
  useEffect(() => setDragged(undefined), [encodeZooms(view.zooms)]);
  useEffect(() => setDraft(undefined), [view.smoothing && encodeSmoothing(view.smoothing)]);
  const moves = useRef(false);
  const setZooms = useCallback(
    (next: Zooms, done: boolean) => {
      setDragged(done && encodeZooms(next) === encodeZooms(latest.current) ? undefined : next);
      moves.current = !done;
      if (done) setView({ zooms: next });
    },
    [setView],
  );
  const latest = useRef(view.zooms);
  latest.current = view.zooms;
  const settings = useMemo<ChartSettings>(
    () => ({
      x,
      zooms,
      clip,
      smoothing,
      smoothingChosen,
      pinned: focus,
      step,
      isLoading,
      isMoving: dragged !== undefined && moves.current,
      setZooms,
      setClip: (next) => setView({ clip: next }),
      setPinned: (run) => setView({ focus: run }),
      setStep: (next) => setView({ step: next }),
      openPanel: (next) => setView({ panel: next }),
    }),
    [
      x,
      encodeZooms(zooms),
      dragged,
      setZooms,
      clip,
      encodeSmoothing(smoothing),
      smoothingChosen,
      focus,
      step,
      isLoading,
      setView,
    ],
  );
  const shortcuts = useMemo(
    () => ({
      o: () => setView({ clip: !clip }),
      z: () => setView({ zooms: new Map() }),
      s: () => setView({ smoothing: stepped(smoothing, 1) }),
      S: () => setView({ smoothing: stepped(smoothing, -1) }),
      Escape: () => setView(panel === undefined ? { focus: undefined } : { panel: undefined }),
    }),
    [clip, smoothing, panel, setView],
  );
  useShortcuts(shortcuts);
  return { settings, smoothing, setSmoothing };
}

/** A step of the weight, or of σ and the points by a quarter. */
function stepped(smoothing: Smoothing, by: 1 | -1): Smoothing {
  if (smoothing.kind === "ema") {
    const weight = Math.round(Math.min(0.99, Math.max(0, smoothing.weight + by * 0.05)) * 100) / 100;
    return { kind: "ema", weight };
  }
  const more = (size: number): number =>
    Math.max(0, Math.round(by > 0 ? Math.max(size + 1, size * 1.25) : Math.min(size - 1, size / 1.25)));
  return smoothing.kind === "gauss"
    ? { kind: "gauss", sigma: more(smoothing.sigma) }
    : { kind: "mean", points: Math.max(1, more(smoothing.points)) };
}
