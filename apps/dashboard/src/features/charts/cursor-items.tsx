import type { ReactNode } from "react";
import { formatStep } from "../../lib/format-step.ts";
import { MenuItem } from "../shell/menu-items.tsx";
import { useChartSettings } from "./chart-settings.ts";
import type { ChartSurface } from "./chart-surface.ts";
import { copyCursor } from "./copy-cursor.ts";

/** Lines of a panel's menu: what can be done where its chart was pointed at last, and the shared step. */
export function CursorItems({
  surface,
}: {
  readonly surface: { readonly current: ChartSurface | undefined };
}): ReactNode {
  const { step, setStep } = useChartSettings();
  const here = surface.current?.stepAt();
  return (
    <>
      {surface.current?.lastX() === undefined ? null : (
        <MenuItem icon="copy" shortcut="Ctrl C" onSelect={() => void copyCursor(surface.current)}>
          Copy values at the cursor
        </MenuItem>
      )}
      {here === undefined || here === step ? null : (
        <MenuItem icon="clock" shortcut="U" onSelect={() => setStep(here)}>
          Use step {formatStep(here)} everywhere
        </MenuItem>
      )}
      {step === undefined ? null : (
        <MenuItem icon="x" onSelect={() => setStep(undefined)}>
          Let go of step {formatStep(step)}
        </MenuItem>
      )}
    </>
  );
}
