import { createContext, useContext } from "react";
import type { Smoothing } from "../../lib/smoothing.ts";
import type { XAxis } from "../../lib/view-state.ts";
import type { Zooms } from "../../lib/zooms.ts";

/** What all charts of a page share. */
export interface ChartSettings {
  readonly x: XAxis;
  readonly zooms: Zooms;
  readonly smoothing: Smoothing;
  /** False while the page's default is in use, which leaves some lines as they were logged. */
  readonly smoothingChosen: boolean;
  readonly clip: boolean;
  readonly pinned: string | undefined;
  /** The step that media, histograms and tables show. */
  readonly step: number | undefined;
  /** Lines are differences to the baseline's. */
  readonly fromBaseline?: boolean;
  /** The runs are not known yet. */
  readonly isLoading?: boolean;
  /** A drag or a pinch goes on: what is on screen changes with every frame. */
  readonly isMoving: boolean;
  /** `done` is false while a drag or a pinch goes on; then the address is left alone. */
  readonly setZooms: (zooms: Zooms, done: boolean) => void;
  readonly setClip: (clip: boolean) => void;
  readonly setPinned: (run: string | undefined) => void;
  readonly setStep: (step: number | undefined) => void;
  readonly openPanel: (panel: string | undefined) => void;
}

/** The settings of the page around a chart. */
export const ChartSettingsContext = createContext<ChartSettings | undefined>(undefined);

/** The settings; throws outside of a page with charts. */
export function useChartSettings(): ChartSettings {
  const settings = useContext(ChartSettingsContext);
  if (settings === undefined)
    throw new Error("[dashboard] Failed to find the chart settings: the chart is outside of a page.");
  return settings;
}

const namedAxes: Readonly<Record<string, string>> = {
  step: "_step",
  wall: "_timestamp",
  relative: "_timestamp",
  runtime: "_runtime",
};

/** The key that an x axis stands for. */
export function xKeyOf(x: XAxis): string {
  return (Object.hasOwn(namedAxes, x) ? namedAxes[x] : undefined) ?? x.replace(/^=/, "");
}

/** Time, of day or since a run began. */
export function isTimeKey(key: string): boolean {
  return key === "_timestamp" || key === "_runtime";
}

/** The x axis that stands for a metric. */
export function xOfMetric(key: string): XAxis {
  return Object.hasOwn(namedAxes, key) || key.startsWith("=") ? `=${key}` : key;
}
