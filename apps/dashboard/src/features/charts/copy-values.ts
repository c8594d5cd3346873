import { showToast } from "../shell/toast.ts";
import type { ChartSurface } from "./chart-surface.ts";
import { cursorText } from "./cursor-text.ts";

/** What `copyCursor` does, once its code is there. */
export async function copyValues(surface: ChartSurface | undefined): Promise<void> {
  const text = cursorText(surface);
  if (text === undefined) return;
  try {
    await navigator.clipboard.writeText(text);
    showToast({ text: "Copied the values at the cursor" });
  } catch {
    showToast({ text: "The browser did not let the values be copied.", error: true });
  }
}
