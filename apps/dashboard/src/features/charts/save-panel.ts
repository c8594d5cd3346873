import { parseSearch, printSearch } from "../../lib/search-params.ts";
import { showToast } from "../shell/toast.ts";
import type { ChartSurface } from "./chart-surface.ts";
import { exportPanel } from "./export-panel.ts";

export interface SavePanelOptions {
  readonly title: string;
  readonly panel: string;
  /** A link goes to the clipboard. */
  readonly format: "csv" | "png" | "svg" | "link";
  readonly surface: ChartSurface | undefined;
}

/** Saves what a panel shows as a file, or copies the address of this view with the panel in full screen. */
export async function savePanel({ title, panel, format, surface }: SavePanelOptions): Promise<void> {
  if (format === "link") return copyLink(panel);
  const shown = surface?.picture();
  if (shown === undefined) return;
  try {
    await exportPanel({ title, format, ...shown });
  } catch (error) {
    showToast({
      text: `Could not save ${title}: ${error instanceof Error ? error.message : String(error)}`,
      error: true,
    });
  }
}

async function copyLink(panel: string): Promise<void> {
  const search = printSearch({ ...parseSearch(location.search), panel });
  try {
    await navigator.clipboard.writeText(`${location.origin}${location.pathname}${search}`);
    showToast({ text: "Link copied" });
  } catch {
    showToast({
      text: "The browser did not let the link be copied. Copy it from the address bar.",
      error: true,
    });
  }
}
