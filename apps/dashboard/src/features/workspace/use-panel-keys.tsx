import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode } from "react";
import { movePanel } from "../layout/change-layout.ts";
import { rowUnits } from "../layout/pack-rows.ts";
import type { ShownSection } from "./filter-sections.ts";
import type { LayoutEditor } from "./layout-editor.ts";
import { placeTowards, type Direction } from "./panel-places.ts";

const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

export interface PanelKeys {
  /** The panel that arrows move. */
  readonly moving: string | undefined;
  /** Begins to move the panel that has this id. */
  readonly onKeyDownCapture: (event: KeyboardEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  /** Says where the panel is, for screen readers. */
  readonly spoken: ReactNode;
}

/** M on a panel, then arrows: moves it. Enter or M keeps, Esc takes back. */
export function usePanelKeys({
  editor,
  sections,
}: {
  readonly editor: LayoutEditor | undefined;
  readonly sections: readonly ShownSection[];
}): PanelKeys {
  const [moving, setMoving] = useState<string>();
  const [text, setText] = useState("");
  const latest = useRef(sections);
  latest.current = sections;

  useEffect(() => {
    if (moving === undefined) return;
    setText(placeText(sections, moving));
    const panel = document.querySelector<HTMLElement>(`[data-panel=${CSS.escape(moving)}]`);
    panel?.scrollIntoView({ block: "nearest" });
    if (panel !== null && document.activeElement !== panel) panel.focus({ preventScroll: true });
  }, [sections, moving]);

  function end(how: "keep" | "revert"): void {
    setMoving(undefined);
    setText(how === "keep" ? "Moved." : "Back where it was.");
    if (how === "keep") editor?.keep();
    else editor?.revert();
  }

  function press(event: KeyboardEvent): boolean {
    const { key } = event;
    if (editor === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (moving === undefined) {
      const id = event.target instanceof HTMLElement ? event.target.dataset["panel"] : undefined;
      if (key !== "m" || id === undefined) return false;
      setMoving(id);
      return true;
    }
    if (key === "Escape") end("revert");
    else if (key === "Enter" || key === "m") end("keep");
    const direction = directions[key];
    if (direction !== undefined) {
      const columns = columnsAbout(event.currentTarget, moving);
      const move = placeTowards(latest.current, moving, { direction, columns });
      if (move !== undefined) editor.preview((layout) => movePanel(layout, move));
    }
    return direction !== undefined || ["Escape", "Enter", "m"].includes(key);
  }

  return {
    moving,
    onKeyDownCapture: (event) => {
      if (!press(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    onBlur: (event) => {
      const id = (event.relatedTarget as HTMLElement | null)?.dataset["panel"];
      if (moving !== undefined && event.relatedTarget !== null && id !== moving) end("keep");
    },
    spoken: (
      <span className="sr" role="status">
        {text}
      </span>
    ),
  };
}

function placeText(sections: readonly ShownSection[], panel: string): string {
  for (const { name, panels } of sections) {
    const at = panels.findIndex(({ spec }) => spec.id === panel);
    if (at >= 0)
      return `${panels[at]?.spec.title}: place ${at + 1} of ${panels.length} in ${name}. Arrows move it, Enter keeps, Escape takes back.`;
  }
  return "";
}

/** How many panels of this one's width a row has. */
function columnsAbout(list: EventTarget, panel: string): number {
  const cell = list instanceof Element ? list.querySelector(`[data-cell=${CSS.escape(panel)}]`) : null;
  const row = list instanceof Element ? list.clientWidth : 0;
  if (cell === null || row === 0) return 1;
  return Math.min(rowUnits, Math.max(1, Math.round(row / cell.clientWidth)));
}
