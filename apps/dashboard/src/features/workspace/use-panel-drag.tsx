import { useRef, useState, type PointerEvent, type ReactNode } from "react";
import { movePanel } from "../layout/change-layout.ts";
import type { PanelMove } from "../layout/layout.ts";
import type { ShownSection } from "./filter-sections.ts";
import type { LayoutEditor } from "./layout-editor.ts";
import { placeBeside } from "./panel-places.ts";

/** Where a drop goes, and the line that shows it, in CSS pixels of the window. */
interface Target {
  readonly move: PanelMove;
  readonly line: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface PanelDrag {
  readonly dragged: string | undefined;
  readonly onPointerDown: (event: PointerEvent) => void;
  /** What follows the pointer, and the line where the panel would go. */
  readonly marks: ReactNode;
}

/** CSS pixels that the pointer moves before it drags, and from the edge where the page scrolls. */
const slack = 5;
const edge = 72;

/** Moves panels by their headers. Esc takes it back. */
export function usePanelDrag({
  editor,
  sections,
}: {
  readonly editor: LayoutEditor | undefined;
  readonly sections: readonly ShownSection[];
}): PanelDrag {
  const [dragged, setDragged] = useState<{ readonly id: string; readonly title: string }>();
  const [target, setTarget] = useState<Target>();
  const ghost = useRef<HTMLDivElement>(null);
  const latest = useRef(sections);
  latest.current = sections;

  function begin(down: PointerEvent): void {
    const id = draggedPanel(down);
    if (editor === undefined || id === undefined) return;
    const title = titleOf(latest.current, id);
    let isDragging = false;
    let at = { x: down.clientX, y: down.clientY };
    let aim: Target | undefined;
    let frame = 0;

    const follow = (): void => {
      ghost.current?.style.setProperty("transform", `translate(${at.x + 12}px, ${at.y + 8}px)`);
      const next = targetAt(latest.current, id, at);
      if (JSON.stringify(next) !== JSON.stringify(aim)) setTarget(next);
      aim = next;
    };
    const scroll = (): void => {
      const by = at.y < edge + 44 ? -1 : at.y > innerHeight - edge ? 1 : 0;
      if (by !== 0) scrollBy(0, by * 14);
      follow();
      frame = requestAnimationFrame(scroll);
    };
    const move = (event: globalThis.PointerEvent): void => {
      at = { x: event.clientX, y: event.clientY };
      if (isDragging || Math.hypot(at.x - down.clientX, at.y - down.clientY) < slack) return;
      isDragging = true;
      setDragged({ id, title });
      document.body.classList.add("dragging");
      frame = requestAnimationFrame(scroll);
    };
    const end = (event: Event): void => {
      cancelAnimationFrame(frame);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      removeEventListener("keydown", escape, true);
      document.body.classList.remove("dragging");
      setDragged(undefined);
      setTarget(undefined);
      const to = aim?.move;
      if (isDragging && event.type === "pointerup" && to !== undefined)
        editor.change((layout) => movePanel(layout, to));
    };
    const escape = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== "Escape" || !isDragging) return;
      event.preventDefault();
      event.stopPropagation();
      end(event);
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    addEventListener("keydown", escape, true);
  }

  return {
    dragged: dragged?.id,
    onPointerDown: begin,
    marks:
      dragged === undefined ? null : (
        <>
          <div ref={ghost} className="drag-ghost">
            {dragged.title}
          </div>
          {target === undefined ? null : (
            <div
              className="drop-line"
              style={{
                left: target.line.x,
                top: target.line.y,
                width: target.line.width,
                height: target.line.height,
              }}
            />
          )}
        </>
      ),
  };
}

/** The panel whose header was pressed, but not one of its buttons. */
function draggedPanel({ button, pointerType, target }: PointerEvent): string | undefined {
  if (button !== 0 || pointerType === "touch" || !(target instanceof Element)) return undefined;
  if (target.closest("button, a, input, select, [role=dialog]") !== null) return undefined;
  return target.closest(".panel > header")?.closest<HTMLElement>("[data-cell]")?.dataset["cell"];
}

function titleOf(sections: readonly ShownSection[], id: string): string {
  const panels = sections.flatMap((section) => section.panels);
  return panels.find(({ spec }) => spec.id === id)?.spec.title ?? id;
}

function targetAt(
  sections: readonly ShownSection[],
  panel: string,
  { x, y }: { readonly x: number; readonly y: number },
): Target | undefined {
  const under = document.elementFromPoint(x, y);
  const cell = under?.closest<HTMLElement>("[data-cell]");
  if (cell !== null && cell !== undefined) {
    const box = cell.getBoundingClientRect();
    const side = x < box.left + box.width / 2 ? "before" : "behind";
    const move = placeBeside(sections, panel, { target: cell.dataset["cell"] ?? "", side });
    if (move === undefined || cell.dataset["cell"] === panel) return undefined;
    const line = {
      x: side === "before" ? box.left - 8 : box.right + 5,
      y: box.top,
      width: 3,
      height: box.height,
    };
    return { move, line };
  }
  const head = under?.closest<HTMLElement>("[data-section]");
  if (head === null || head === undefined) return undefined;
  const box = head.getBoundingClientRect();
  return {
    move: { panel, section: head.dataset["section"] ?? "", after: "" },
    line: { x: box.left, y: box.bottom - 2, width: box.width, height: 3 },
  };
}
