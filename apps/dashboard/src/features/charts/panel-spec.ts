import type { RunColor } from "@stepwell/protocol";
import type { Smoothing } from "../../lib/smoothing.ts";
import type { XAxis } from "../../lib/view-state.ts";
import type { YScale } from "./chart-axes.ts";

/** What a user has chosen for one panel; what is left out is as on the page around it. */
export interface PanelSettings {
  readonly title?: string;
  readonly x?: XAxis;
  readonly yScale?: YScaleKind;
  /** Ends of the y axis that stay where they are; the other end fits the lines. */
  readonly range?: { readonly min?: number | undefined; readonly max?: number | undefined };
  readonly smoothing?: Smoothing;
  /** The minimum to maximum of each bucket behind the lines: always or never. By default with few lines. */
  readonly band?: boolean;
  readonly groupBand?: GroupBand;
  /** One line for each run, computed: `${train/loss} - ${val/loss}`. Takes the place of the keys. */
  readonly expression?: string;
}

type YScaleKind = "linear" | "log" | "symlog";

/** What the band around the mean of a group spans: ± one standard deviation, all values, or ± the standard error. */
export type GroupBand = "std" | "minmax" | "sem";

/** One chart: which keys of which stream it shows. */
export interface PanelSpec {
  /** Unique on its page; also the name in the address. */
  readonly id: string;
  readonly title: string;
  readonly keys: readonly string[];
  readonly stream: "history" | "events";
  /** A metric that is x by definition; used while x is the step. */
  readonly stepMetric?: string | undefined;
  readonly area?: boolean;
  /** Of what was measured: its unit. Default: as metrics are written. */
  readonly yScale?: YScale | undefined;
  /** What lines are called at their end, by key; default: the part in which the keys differ. */
  readonly lineNames?: Readonly<Record<string, string>>;
  readonly settings?: PanelSettings | undefined;
  /** Pictures and other files in place of lines: the first key of each run, at the shared step. */
  readonly media?: boolean;
  /** Of media: their key is one of histograms, drawn as a heat map for each run. */
  readonly histograms?: boolean;
}

/** Runs that are drawn as one line. */
export interface ChartGroup {
  readonly id: string;
  readonly label: string;
  /** Slot of the palette. */
  readonly color: number;
  /** Runs that it has, of which fewer may be drawn. */
  readonly runs?: number;
  /** Its label says of how many of its runs the line is. */
  readonly isPart?: boolean;
}

/** A run as charts need it. */
export interface ChartRun {
  readonly project: string;
  readonly id: string;
  readonly name: string;
  readonly color: RunColor;
  readonly dashed: boolean;
  readonly live: boolean;
  /** Start in ms since the epoch, where relative time counts from. */
  readonly startedAt?: number | undefined;
  readonly group?: ChartGroup | undefined;
  /** Drawn dashed and last; differences are to it. At most one. */
  readonly baseline?: boolean | undefined;
}
