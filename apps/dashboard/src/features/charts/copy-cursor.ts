import { showToast } from "../shell/toast.ts";
import type { ChartSurface } from "./chart-surface.ts";

/** Copies the values at the cursor, and says so. Nothing happens before a chart was pointed at. */
export async function copyCursor(surface: ChartSurface | undefined): Promise<void> {
  const { cursorText } = await import("./cursor-text.ts");
  const text = cursorText(surface);
  if (text === undefined) return;
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: "Copied the values at the cursor" });
  } catch {
    showToast({ text: "The browser did not let the values be copied.", error: true });
  }
}
