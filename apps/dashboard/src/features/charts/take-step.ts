import type { ChartSettings } from "./chart-settings.ts";
import type { ChartSurface } from "./chart-surface.ts";

/** Makes the step that was pointed at last in a chart the step of media, histograms, tables and logs. */
export function takeStep(
  surface: ChartSurface | undefined,
  { setStep }: Pick<ChartSettings, "setStep">,
): void {
  const step = surface?.stepAt();
  if (step !== undefined) setStep(step);
}
