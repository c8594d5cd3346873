import type { ChartSurface } from "./chart-surface.ts";

/** Copies the values at the cursor, and says so. Nothing happens before a chart was pointed at. */
export async function copyCursor(surface: ChartSurface | undefined): Promise<void> {
  const { copyValues } = await import("./copy-values.ts");
  await copyValues(surface);
}
