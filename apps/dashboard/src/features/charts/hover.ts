import { createValueStore } from "../../lib/value-store.ts";

/** Where the pointer stands in a chart. Charts with the same x follow it. */
export interface ChartCursor {
  /** What x is: charts with another x do not follow. */
  readonly xName: string;
  readonly x: number;
  /** The chart under the pointer. */
  readonly chart: string;
  /** The pointer in the window, CSS pixels. */
  readonly clientX: number;
  readonly clientY: number;
  /** Height in the plot, CSS pixels; undefined when a key moved it. */
  readonly top?: number | undefined;
}

export interface TooltipRow {
  readonly id: string;
  readonly label: string;
  readonly color: string;
  readonly dashed: boolean;
  readonly value: number;
  /** It is a difference. */
  readonly signed: boolean;
  readonly raw: number | undefined;
  /** Of a group: its deviation, or its smallest and largest value. */
  readonly spread?: { readonly by: number } | { readonly min: number; readonly max: number } | undefined;
  readonly focused: boolean;
}

export interface TooltipContent {
  readonly xName: string;
  readonly x: string;
  readonly smoothed: boolean;
  /** What the bands of groups span, in words; "" without groups. */
  readonly band: string;
  readonly rows: readonly TooltipRow[];
  /** A value as the y axis prints it. */
  readonly format: (value: number) => string;
  readonly above: number;
  readonly below: number;
  readonly clientX: number;
  readonly clientY: number;
}

/** The shared cursor of all charts. */
export const chartCursor = createValueStore<ChartCursor | undefined>(undefined);

/** The run that is pointed at, in a chart or in the list; all views highlight it. */
export const hoveredRun = createValueStore<string | undefined>(undefined);

/** What the one tooltip says. */
export const tooltip = createValueStore<TooltipContent | undefined>(undefined);
