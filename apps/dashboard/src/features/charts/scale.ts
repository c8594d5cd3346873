/** Where a value stands on the canvas, in its pixels. */
export interface ChartScale {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
  readonly log: boolean;
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
}

export type ScaleInput = Omit<ChartScale, "px" | "py">;

/** Creates the two mappings. On a log axis values at or below zero stand under the chart. */
export function createScale(input: ScaleInput): ChartScale {
  const { left, top, width, height, xMin, xMax, yMin, yMax, log } = input;
  const xUnit = width / (xMax - xMin || 1);
  const low = log ? Math.log10(yMin) : yMin;
  const yUnit = height / ((log ? Math.log10(yMax) : yMax) - low || 1);
  return {
    ...input,
    px: (x) => left + (x - xMin) * xUnit,
    py: log
      ? (y) => (y <= 0 ? top + height * 2 : top + height - (Math.log10(y) - low) * yUnit)
      : (y) => top + height - (y - low) * yUnit,
  };
}
