import type { YTransform } from "../../lib/y-transform.ts";

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
  readonly y: YTransform;
  readonly px: (x: number) => number;
  readonly py: (y: number) => number;
}

export type ScaleInput = Omit<ChartScale, "px" | "py">;

/** Creates the two mappings. On a log axis values at or below zero stand under the chart. */
export function createScale(input: ScaleInput): ChartScale {
  const { left, top, width, height, xMin, xMax, yMin, yMax, y } = input;
  const xUnit = width / (xMax - xMin || 1);
  const low = y.to(yMin);
  const yUnit = height / (y.to(yMax) - low || 1);
  const bottom = top + height;
  return {
    ...input,
    px: (x) => left + (x - xMin) * xUnit,
    py:
      y.kind === "linear"
        ? (value) => bottom - (value - low) * yUnit
        : y.kind === "log"
          ? (value) => (value <= 0 ? bottom + height : bottom - (Math.log10(value) - low) * yUnit)
          : (value) => bottom - (y.to(value) - low) * yUnit,
  };
}
