import { paletteSize } from "../../lib/palette.ts";
import { chartTheme } from "../charts/chart-theme.ts";

/** What Plotly is given: traces and a layout without anything that loads from elsewhere. */
export interface PlotlyFigure {
  readonly data: readonly object[];
  readonly layout: Readonly<Record<string, unknown>>;
}

const mostTraces = 500;
const leastHeight = 120;
/** Traces that need map tiles or borders from other servers. */
const loading = /^(?:scatter|choropleth|density)(?:map|mapbox|geo)$|^choropleth$/;

/** Reads a logged figure. Traces and pictures that would be loaded from elsewhere are left out. */
export function plotlyFigure(figure: object): PlotlyFigure {
  const { data, layout } = figure as { data?: unknown; layout?: unknown };
  const traces = (Array.isArray(data) ? (data as readonly unknown[]) : []).filter(isObject);
  const given = isObject(layout) ? layout : {};
  const {
    images,
    template: _template,
    width: _width,
    mapbox: _mapbox,
    map: _map,
    geo: _geo,
    ...rest
  } = given;
  return {
    data: traces
      .slice(0, mostTraces)
      .filter(({ type, source }) => !(typeof type === "string" && loading.test(type)) && !isOutside(source)),
    layout: {
      ...rest,
      ...(Array.isArray(images)
        ? {
            images: (images as readonly unknown[]).filter(
              (one) => isObject(one) && !isOutside(one["source"]),
            ),
          }
        : {}),
    },
  };
}

/** The layout in the page's colours; what the figure says itself wins, but not its paper, nor its height in a panel that has one. */
export function plotlyLayout(
  layout: PlotlyFigure["layout"],
  width: number,
  panelHeight?: number,
): Record<string, unknown> {
  const { color, font } = chartTheme();
  const axis = {
    gridcolor: color("--grid"),
    zerolinecolor: color("--axis"),
    linecolor: color("--axis"),
    tickcolor: color("--axis"),
    automargin: true,
  };
  const palette = Array.from({ length: paletteSize }, (_, at) => color(`--run-${at + 1}`));
  const sequential = Array.from({ length: 9 }, (_, at) => [at / 8, color(`--seq-${at}`)]);
  return {
    ...layout,
    width,
    height: panelHeight === undefined ? ownHeight(layout["height"]) : Math.max(leastHeight, panelHeight),
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    template: {
      layout: {
        font: { family: font, size: 11.5, color: color("--ink-2") },
        title: { font: { size: panelHeight === undefined ? 16 : 12.5 } },
        colorway: palette,
        colorscale: { sequential, sequentialminus: sequential },
        margin: {
          l: 52,
          r: 16,
          t: layout["title"] === undefined ? 16 : panelHeight === undefined ? 48 : 32,
          b: panelHeight === undefined ? 40 : 28,
        },
        xaxis: axis,
        yaxis: axis,
        hoverlabel: {
          bgcolor: color("--raised"),
          bordercolor: color("--line-strong"),
          font: { family: font, color: color("--ink") },
        },
      },
    },
  };
}

function ownHeight(height: unknown): number {
  return typeof height === "number" ? Math.min(1_200, Math.max(leastHeight, height)) : 360;
}

function isOutside(source: unknown): boolean {
  return typeof source === "string" && !source.startsWith("data:image/");
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
