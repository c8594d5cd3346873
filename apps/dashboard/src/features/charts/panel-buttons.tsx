import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import { useChartSettings } from "./chart-settings.ts";
import type { PanelAction } from "./panel-actions.ts";

export interface PanelButtonsProps {
  readonly title: string;
  readonly id: string;
  /** What the page around adds; what belongs into the menu is left out here. */
  readonly actions: readonly PanelAction[];
  /** Buttons of this kind of panel. */
  readonly own: ReactNode;
  readonly menu: ReactNode;
}

/** The buttons in the head of a panel, of whatever kind it is. */
export function PanelButtons({ title, id, actions, own, menu }: PanelButtonsProps): ReactNode {
  const { openPanel } = useChartSettings();
  return (
    <span className="acts">
      {actions.map((action) =>
        action.place === "menu" ? null : (
          <button
            key={action.id}
            type="button"
            aria-label={`${action.label} ${title}`}
            aria-pressed={action.pressed}
            title={
              action.shortcut === undefined
                ? action.label
                : `${action.label} (${action.shortcut.toUpperCase()})`
            }
            onClick={action.run}
          >
            <Icon name={action.icon ?? "dot"} />
          </button>
        ),
      )}
      {own}
      <button
        type="button"
        aria-label={`${title} in full screen`}
        title="Full screen (Enter)"
        onClick={() => openPanel(id)}
      >
        <Icon name="expand" />
      </button>
      {menu}
    </span>
  );
}
