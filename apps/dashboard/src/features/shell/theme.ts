import { forgetChartTheme } from "../charts/chart-theme.ts";
import { createValueStore } from "../../lib/value-store.ts";

export type Theme = "system" | "light" | "dark";

const storageKey = "stepwell.theme";

/** The theme that was chosen; kept in the browser. */
export const theme = createValueStore<Theme>("system");

/** Changes whenever colours did, whoever changed them. Charts draw again then. */
export const colours = createValueStore(0);

/** Applies the stored theme and follows the system's. Call once, before the first drawing. */
export function startTheme(): void {
  apply(stored());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
}

/** Chooses a theme. */
export function setTheme(next: Theme): void {
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // A browser without storage forgets the choice; the page still changes.
  }
  apply(next);
}

/** Whether a theme is dark on this screen now. */
export function isDark(chosen: Theme): boolean {
  return chosen === "system" ? matchMedia("(prefers-color-scheme: dark)").matches : chosen === "dark";
}

function apply(next: Theme): void {
  theme.set(next);
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  repaint();
}

function repaint(): void {
  forgetChartTheme();
  colours.set(colours.get() + 1);
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(storageKey);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}
