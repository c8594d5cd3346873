import { useEffect, useRef, type ReactNode } from "react";
import { useValueOf } from "../../lib/use-value.ts";
import type { PanelSpec } from "../charts/panel-spec.ts";
import { createLazyPart } from "../shell/lazy-part.tsx";
import { Popover } from "../shell/popover.tsx";
import { editedPanel } from "./edited-panel.ts";
import type { EditorFormProps } from "./editor-form.tsx";
import type { LayoutEditor } from "./layout-editor.ts";

export interface PanelEditorProps {
  readonly panel: PanelSpec;
  readonly editor: LayoutEditor;
  /** Keys of numbers. */
  readonly keys: readonly string[];
  /** What somebody gave the panel in place of its own keys. */
  readonly wanted: readonly string[] | undefined;
}

/** The editor of a panel, while it is open: a popover on the panel. */
export function PanelEditor(props: PanelEditorProps): ReactNode {
  const { panel, editor } = props;
  const isOpen = useValueOf(editedPanel, (edited) => edited?.id === panel.id);
  const isEscaped = useRef(false);
  useEffect(() => {
    if (!isOpen) return;
    // Before the popover hears of the key and closes.
    const listen = (event: KeyboardEvent): void => {
      if (event.key === "Escape") isEscaped.current = true;
    };
    isEscaped.current = false;
    addEventListener("keydown", listen, true);
    return () => removeEventListener("keydown", listen, true);
  }, [isOpen]);
  lazyForm.usePrefetch();
  if (!isOpen) return null;
  const close = (): void => {
    editedPanel.set(undefined);
    if (isEscaped.current) editor.revert();
    else editor.keep();
    document.querySelector<HTMLElement>(`[data-panel=${CSS.escape(panel.id)}]`)?.focus();
  };
  return (
    <Popover
      label={`Edit ${panel.title}`}
      isAnchor
      isOpen
      onOpenChange={(open) => {
        if (!open) close();
      }}
      side="right"
      align="start"
      className="panel-editor"
      trigger={<span className="editor-anchor" />}
    >
      <lazyForm.Part {...props} onDone={close} />
    </Popover>
  );
}

const lazyForm = createLazyPart<EditorFormProps>(async () => (await import("./editor-form.tsx")).EditorForm);
