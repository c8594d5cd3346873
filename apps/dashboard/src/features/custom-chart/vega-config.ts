import { paletteSize } from "../../lib/palette.ts";
import { chartTheme } from "../charts/chart-theme.ts";

/** The page's colours and type for Vega, in the theme in force. A figure's own settings win. */
export function vegaConfig(): Record<string, unknown> {
  const { color, font } = chartTheme();
  const palette = Array.from({ length: paletteSize }, (_, at) => color(`--run-${at + 1}`));
  const sequential = Array.from({ length: 9 }, (_, at) => color(`--seq-${at}`));
  const text = {
    labelColor: color("--ink-3"),
    titleColor: color("--ink-2"),
    labelFont: font,
    titleFont: font,
  };
  return {
    background: "transparent",
    font,
    view: { stroke: null },
    axis: {
      ...text,
      gridColor: color("--grid"),
      domainColor: color("--axis"),
      tickColor: color("--axis"),
      labelFontSize: 10.5,
      titleFontSize: 11.5,
      titleFontWeight: 400,
    },
    legend: { ...text, labelFontSize: 11.5, titleFontSize: 11.5 },
    title: { color: color("--ink"), font, fontSize: 12.5, fontWeight: 600 },
    text: { color: color("--ink") },
    mark: { color: palette[0] },
    range: { category: palette, ramp: sequential, heatmap: sequential },
  };
}
