import { useMemo } from "react";
import type { PanelAction, PanelExtension } from "../charts/panel-actions.ts";
import type { PanelSpec } from "../charts/panel-spec.ts";
import {
  addPanel,
  editPanel,
  freePanelId,
  pinPanel,
  removePanel,
  unpinPanel,
} from "../layout/change-layout.ts";
import { addedSection } from "../layout/layout.ts";
import { keyText } from "../../lib/format-key.ts";
import { showToast } from "../shell/toast.ts";
import { editedPanel, type EditedPanel } from "./edited-panel.ts";
import type { LayoutEditor } from "./layout-editor.ts";

export interface PanelExtensionOptions {
  readonly editor: LayoutEditor;
  readonly undo: () => void;
  /** The panels that are pinned; the same object while they are the same. */
  readonly pinned: ReadonlySet<string>;
  /** Which section a panel stands in. */
  readonly sectionOf: (panel: string) => string;
}

/** What the workspace adds to its panels: pin, edit, duplicate, remove, and settings that stay. */
export function usePanelExtension(options: PanelExtensionOptions): PanelExtension {
  const { editor, undo, pinned, sectionOf } = options;
  return useMemo(
    () => ({
      actions: (panel) => [
        {
          id: "pin",
          label: pinned.has(panel.id) ? "Unpin" : "Pin",
          place: "header",
          icon: "pin",
          shortcut: "p",
          run: () => {
            const turn = pinned.has(panel.id) ? unpinPanel : pinPanel;
            editor.change((layout) => turn(layout, panel.id));
            requestAnimationFrame(() => focusPanel(panel.id));
          },
        },
        {
          id: "edit",
          label: "Edit",
          place: "menu",
          icon: "edit",
          shortcut: "e",
          section: "layout",
          run: () => edit({ id: panel.id }),
        },
        ...(panel.media === true ? [] : fieldActions(panel)),
        {
          id: "duplicate",
          label: "Duplicate",
          place: "menu",
          icon: "copy",
          section: "layout",
          run: () =>
            editor.change((layout) => {
              const id = freePanelId(layout, () => false);
              const keys = layout.panels.get(panel.id)?.keys ?? panel.keys.map(keyText);
              const isPinned = pinned.has(panel.id);
              const home = { id, section: isPinned ? addedSection : sectionOf(panel.id), keys };
              const added = isPinned
                ? pinPanel(addPanel(layout, home), id)
                : addPanel(layout, home, panel.id);
              return editPanel(added, id, { settings: panel.settings ?? {} });
            }),
        },
        {
          id: "remove",
          label: "Remove",
          place: "menu",
          icon: "x",
          section: "layout",
          danger: true,
          run: () => {
            editor.change((layout) => removePanel(layout, panel.id));
            showToast({ text: `Panel ${panel.title} is removed.`, undo });
          },
        },
      ],
      change: ({ id }, settings) =>
        editor.change((layout) => editPanel(layout, id, { keys: layout.panels.get(id)?.keys, settings })),
    }),
    [editor, undo, pinned, sectionOf],
  );
}

/** Lines that open the editor at one of its fields. */
function fieldActions({ id }: PanelSpec): PanelAction[] {
  const toField = { place: "menu", section: "layout" } as const;
  return [
    { ...toField, id: "x", label: "x of this panel…", run: () => edit({ id, field: "x" }) },
    { ...toField, id: "expression", label: "Expression…", run: () => edit({ id, field: "expression" }) },
  ];
}

/** A menu that closes gives the focus back to its button, which would close an editor that is there already. */
function edit(edited: EditedPanel): void {
  requestAnimationFrame(() => setTimeout(() => editedPanel.set(edited)));
}

/** A panel that goes elsewhere is drawn anew there, and takes the focus along if its place is on screen. */
function focusPanel(id: string): void {
  const panel = document.querySelector<HTMLElement>(`[data-panel=${CSS.escape(id)}]`);
  panel?.focus({ preventScroll: true });
}
