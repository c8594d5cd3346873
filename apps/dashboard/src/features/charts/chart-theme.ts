import { paletteSize } from "../../lib/palette.ts";

/** Token values that canvases need, read from the page. */
export interface ChartTheme {
  readonly color: (variable: string) => string;
  readonly font: string;
}

const names = [
  "--ink",
  "--ink-2",
  "--ink-3",
  "--grid",
  "--axis",
  "--surface",
  "--raised",
  "--line-strong",
  "--accent",
  "--font",
  "--inset",
];
const runs = Array.from({ length: paletteSize }, (_, at) => `--run-${at + 1}`);
const scale = Array.from({ length: 9 }, (_, at) => `--seq-${at}`);

let theme: ChartTheme | undefined;

/** The theme in force; read once until `forgetChartTheme`. */
export function chartTheme(): ChartTheme {
  if (theme !== undefined) return theme;
  const style = getComputedStyle(document.documentElement);
  const values = new Map(
    [...names, ...runs, ...scale].map((name) => [name, style.getPropertyValue(name).trim()]),
  );
  theme = {
    color: (variable) => (variable.startsWith("#") ? variable : (values.get(variable) ?? "#888888")),
    font: values.get("--font") ?? "sans-serif",
  };
  return theme;
}

/** Reads the tokens anew at the next drawing. */
export function forgetChartTheme(): void {
  theme = undefined;
}
