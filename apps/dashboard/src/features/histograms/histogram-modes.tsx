import type { ReactNode } from "react";

/** How histograms over steps are drawn. */
export type HistogramMode = "heat" | "ridges" | "step";

/** What the ways to draw are called. */
export const modeNames: Readonly<Record<HistogramMode, string>> = {
  heat: "Heat map",
  ridges: "Ridges",
  step: "One step",
};

/** All ways to draw. */
export const histogramModes = Object.keys(modeNames) as readonly HistogramMode[];

/** A choice between the ways to draw. */
export function HistogramModes({
  mode,
  onMode,
}: {
  readonly mode: HistogramMode;
  readonly onMode: (mode: HistogramMode) => void;
}): ReactNode {
  return (
    <div className="seg" role="group" aria-label="Drawn as">
      {histogramModes.map((one) => (
        <button key={one} type="button" aria-pressed={mode === one} onClick={() => onMode(one)}>
          {modeNames[one]}
        </button>
      ))}
    </div>
  );
}
