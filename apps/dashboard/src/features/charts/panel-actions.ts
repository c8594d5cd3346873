import { createContext, useContext, type ReactNode } from "react";
import type { IconName } from "../shell/icon.tsx";
import type { PanelSettings, PanelSpec } from "./panel-spec.ts";

/** Something that can be done with a panel: a button in its header, or a line in its menu. */
export interface PanelAction {
  readonly id: string;
  /** A verb: `Duplicate`. The name of the panel is added for readers. */
  readonly label: string;
  readonly place: "header" | "menu";
  readonly icon?: IconName;
  /** One key while the panel has the focus, as `KeyboardEvent.key`. */
  readonly shortcut?: string;
  /** For switches. */
  readonly pressed?: boolean;
  /** Lines with the same section stand together in the menu. */
  readonly section?: string;
  readonly danger?: boolean;
  readonly run: () => void;
}

/** What the page around panels adds to each of them. */
export interface PanelExtension {
  readonly actions: (panel: PanelSpec) => readonly PanelAction[];
  /** Keeps what was chosen for a panel; without it a choice lasts as long as the browser keeps it. */
  readonly change?: (panel: PanelSpec, settings: PanelSettings) => void;
  /** Drawn inside the panel: an editor's popover, a grip. The panel's `<article>` is its positioned parent. */
  readonly overlay?: (panel: PanelSpec) => ReactNode;
}

const nothing: PanelExtension = { actions: () => [] };

/** What the page adds to its panels; the value must stay the same object while it says the same. */
export const PanelExtensionContext = createContext<PanelExtension>(nothing);

/** What the page around adds to a panel. */
export function usePanelExtension(): PanelExtension {
  return useContext(PanelExtensionContext);
}
