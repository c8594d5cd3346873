import { useMemo, type ReactNode } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { useValue } from "../../lib/use-value.ts";
import { Icon } from "./icon.tsx";
import { isDark, setTheme, theme } from "./theme.ts";

/** Goes from light to dark and back (Alt M). "As the system" is among the settings. */
export function ThemeButton(): ReactNode {
  const chosen = useValue(theme);
  useShortcuts(useMemo(() => ({ "Alt+m": switchTheme }), []));
  const next = isDark(chosen) ? "light" : "dark";
  const name = `Switch to ${next} colours`;
  return (
    <button
      type="button"
      className="btn ghost icon"
      aria-label={name}
      title={`${name} (Alt M)`}
      onClick={switchTheme}
    >
      <Icon name={next === "light" ? "sun" : "moon"} />
    </button>
  );
}

function switchTheme(): void {
  setTheme(isDark(theme.get()) ? "light" : "dark");
}
