import type { ReactNode } from "react";
import { useValue } from "../../lib/use-value.ts";
import { Icon } from "./icon.tsx";
import { setTheme, theme, type Theme } from "./theme.ts";

const next: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

/** Goes through system, light and dark. */
export function ThemeButton(): ReactNode {
  const chosen = useValue(theme);
  const name = `Colours: ${chosen === "system" ? "as the system" : chosen}. Switch to ${next[chosen]}.`;
  return (
    <button
      type="button"
      className="btn ghost icon"
      aria-label={name}
      title={name}
      onClick={() => setTheme(next[chosen])}
    >
      <Icon name={chosen === "system" ? "system" : chosen === "dark" ? "moon" : "sun"} />
    </button>
  );
}
