import { useValueOf } from "../../lib/use-value.ts";
import type { YKind } from "../../lib/y-transform.ts";
import { usePanelExtension } from "./panel-actions.ts";
import { logPanels, toggleLog } from "./panel-options.ts";
import type { PanelSpec } from "./panel-spec.ts";

/** How the y axis of a panel is spread out, and a switch between linear and logarithmic. */
export function usePanelKind(panel: PanelSpec): readonly [YKind, () => void] {
  const { change } = usePanelExtension();
  const kept = useValueOf(logPanels, (panels) => panels.has(panel.id));
  const own = panel.settings?.yScale;
  const kind = own ?? (kept ? "log" : "linear");
  const toggle = (): void => {
    if (change !== undefined)
      change(panel, { ...panel.settings, yScale: kind === "linear" ? "log" : "linear" });
    else toggleLog(panel.id);
  };
  return [kind, toggle];
}
