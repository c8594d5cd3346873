import { escapeItem, unescapeItem } from "./list-item.ts";
import type { SearchParams } from "./search-params.ts";
import { decodeSmoothing, encodeSmoothing, type Smoothing } from "./smoothing.ts";
import { decodeZooms, encodeZooms, type Zooms } from "./zooms.ts";

/**
 * What the x axis counts: `step`, `wall` (time of day), `relative` (seconds since the run began), `runtime` (seconds that
 * its process ran), or a metric by its key. A metric whose key is one of these words has `=` before it.
 */
export type XAxis = string;

/** A key that runs are sorted by. */
export interface SortKey {
  readonly key: string;
  readonly descending: boolean;
}

/** What the address says about a view of charts. Undefined means the default. */
export interface ViewState {
  readonly x: XAxis;
  readonly zooms: Zooms;
  readonly smoothing: Smoothing | undefined;
  readonly clip: boolean;
  readonly filter: string;
  readonly panel: string | undefined;
  readonly step: number | undefined;
  /** File of a run that is looked at. */
  readonly file: string | undefined;
  /** Line of the log, from 1. */
  readonly line: number | undefined;
  /** Runs shown and hidden by hand. */
  readonly runs: ReadonlyMap<string, boolean>;
  readonly focus: string | undefined;
  /** Runs that stay on top of the list. */
  readonly pins: readonly string[];
  /** The run that others are compared with. */
  readonly baseline: string | undefined;
  /** Charts of compared runs draw differences to the baseline. */
  readonly isDifference: boolean;
  /** Keys that runs are sorted by, the first one first. None: newest first. */
  readonly sort: readonly SortKey[];
  /** Keys that runs are grouped by, at most three. */
  readonly groups: readonly string[];
  /** What the runs list shows of each run: a metric, and `best`, `min` or `max` of it after a colon. */
  readonly metric: string | undefined;
  /** Columns of the runs table; undefined: those it chooses itself. */
  readonly columns: readonly string[] | undefined;
  /** The chart over the runs table: `off`, `axes` or `xy` and its keys after that; undefined: the one that it has by itself. */
  readonly plot: readonly string[] | undefined;
  /** Filter of the runs list. */
  readonly query: string;
  /** Name of the saved view; undefined for the default one. */
  readonly view: string | undefined;
  /** A layout that is not saved, as `layoutLink` writes it. */
  readonly layout: string | undefined;
  /** The histogram that is shown large; undefined: the first one. */
  readonly histogram: string | undefined;
  /** How histograms are drawn; undefined: as a heat map. */
  readonly histogramMode: "ridges" | "step" | undefined;
}

/** Reads a view from the address. What makes no sense is its default. */
export function decodeView(params: SearchParams): ViewState {
  return {
    x: blank(params["x"]) ?? "step",
    zooms: decodeZooms(params["z"]),
    smoothing: decodeSmoothing(params["sm"]),
    clip: params["out"] !== "all",
    filter: params["k"] ?? "",
    panel: params["panel"],
    step: finite(params["step"]),
    file: params["file"],
    line: finite(params["l"]),
    runs: decodeRuns(params["runs"]),
    focus: params["focus"],
    pins: items(params["pin"]),
    baseline: blank(params["base"]),
    isDifference: params["d"] === "base",
    sort: items(params["sort"])
      .map((item) => ({ key: item.replace(/^-/, ""), descending: item.startsWith("-") }))
      .filter(({ key }) => key !== ""),
    groups: items(params["group"]).slice(0, 3),
    metric: blank(params["m"]),
    columns: blank(params["cols"]) === undefined ? undefined : items(params["cols"]),
    plot: blank(params["plot"]) === undefined ? undefined : items(params["plot"]),
    query: params["q"] ?? "",
    view: blank(params["view"]),
    layout: blank(params["lay"]),
    histogram: blank(params["h"]),
    histogramMode: params["hm"] === "ridges" || params["hm"] === "step" ? params["hm"] : undefined,
  };
}

/** Writes the parts of a view that are given; an undefined or default part takes its parameter away. */
export function encodeView(view: Partial<ViewState>): Record<string, string | undefined> {
  const out: Record<string, string | undefined> = {};
  if ("x" in view) out["x"] = view.x === "step" ? undefined : view.x;
  if ("zooms" in view) out["z"] = encodeZooms(view.zooms ?? new Map());
  if ("smoothing" in view) out["sm"] = view.smoothing && encodeSmoothing(view.smoothing);
  if ("clip" in view) out["out"] = view.clip === false ? "all" : undefined;
  if ("filter" in view) out["k"] = blank(view.filter);
  if ("panel" in view) out["panel"] = view.panel;
  if ("step" in view) out["step"] = view.step === undefined ? undefined : String(view.step);
  if ("columns" in view) out["cols"] = view.columns?.map(escapeItem).join(",");
  if ("file" in view) out["file"] = view.file;
  if ("line" in view) out["l"] = view.line === undefined ? undefined : String(view.line);
  if ("runs" in view) out["runs"] = encodeRuns(view.runs ?? new Map());
  if ("focus" in view) out["focus"] = view.focus;
  if ("pins" in view) out["pin"] = list(view.pins ?? []);
  if ("baseline" in view) out["base"] = blank(view.baseline);
  if ("isDifference" in view) out["d"] = view.isDifference === true ? "base" : undefined;
  if ("sort" in view)
    out["sort"] = list((view.sort ?? []).map(({ key, descending }) => `${descending ? "-" : ""}${key}`));
  if ("groups" in view) out["group"] = list(view.groups ?? []);
  if ("metric" in view) out["m"] = blank(view.metric);
  if ("plot" in view) out["plot"] = view.plot?.map(escapeItem).join(",");
  if ("query" in view) out["q"] = blank(view.query);
  if ("view" in view) out["view"] = view.view;
  if ("layout" in view) out["lay"] = view.layout;
  if ("histogram" in view) out["h"] = view.histogram;
  if ("histogramMode" in view) out["hm"] = view.histogramMode;
  return out;
}

function items(text: string | undefined): string[] {
  return (text ?? "")
    .split(",")
    .filter((item) => item !== "")
    .map(unescapeItem);
}

function list(texts: readonly string[]): string | undefined {
  return blank(texts.map(escapeItem).join(","));
}

function decodeRuns(text: string | undefined): Map<string, boolean> {
  const runs = new Map<string, boolean>();
  for (const item of (text ?? "").split(",")) {
    if (item.length > 1 && (item.startsWith("+") || item.startsWith("-")))
      runs.set(unescapeItem(item.slice(1)), item.startsWith("+"));
  }
  return runs;
}

function encodeRuns(runs: ReadonlyMap<string, boolean>): string | undefined {
  return blank([...runs].map(([run, shown]) => `${shown ? "+" : "-"}${escapeItem(run)}`).join(","));
}

function finite(text: string | undefined): number | undefined {
  const value = text === undefined || text === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function blank(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
