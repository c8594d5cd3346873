import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { resetSize, resizePanel } from "../layout/change-layout.ts";
import { gridColumns } from "../layout/layout.ts";
import { rowUnits } from "../layout/pack-rows.ts";
import { gridGap, type GridCell } from "./grid-rows.ts";
import type { LayoutEditor } from "./layout-editor.ts";

export interface ResizeGripProps {
  readonly panel: GridCell;
  readonly editor: LayoutEditor;
}

/** CSS pixels that a height moves by, so that neighbours come out equal. */
const heightStep = 20;

/** The lower right corner of a panel: drag it, or use the arrow keys; a double click gives the usual size back. */
export function ResizeGrip({ panel, editor }: ResizeGripProps): ReactNode {
  const { spec, units, height } = panel;
  const columns = Math.max(1, Math.round((units * gridColumns) / rowUnits));

  function drag(down: PointerEvent<HTMLButtonElement>): void {
    const grip = down.currentTarget;
    const row = grip.closest(".panel-rows")?.clientWidth ?? 0;
    if (down.button !== 0 || row === 0) return;
    down.preventDefault();
    grip.focus();
    grip.setPointerCapture(down.pointerId);
    const column = (row + gridGap) / gridColumns;
    let last = "";
    const move = (event: globalThis.PointerEvent): void => {
      const width = Math.round((units * gridColumns) / rowUnits + (event.clientX - down.clientX) / column);
      const next = Math.round((height + event.clientY - down.clientY) / heightStep) * heightStep;
      const size = { width, height: next };
      if (JSON.stringify(size) === last) return;
      last = JSON.stringify(size);
      editor.preview((layout) => resizePanel(layout, spec.id, size));
    };
    const end = (event: Event): void => {
      grip.removeEventListener("pointermove", move);
      grip.removeEventListener("pointerup", end);
      grip.removeEventListener("pointercancel", end);
      removeEventListener("keydown", escape, true);
      if (event.type === "pointerup") editor.keep();
      else editor.revert();
    };
    const escape = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(event);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("pointerup", end);
    grip.addEventListener("pointercancel", end);
    addEventListener("keydown", escape, true);
  }

  function press(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const size = { width: columns + step[0], height: height + step[1] * heightStep };
    editor.change((layout) => resizePanel(layout, spec.id, size));
  }

  return (
    <button
      type="button"
      className="corner"
      aria-label={`Size of ${spec.title}`}
      title="Drag to resize; arrow keys do it too. Double click for the usual size."
      onPointerDown={drag}
      onKeyDown={press}
      onDoubleClick={() => editor.change((layout) => resetSize(layout, spec.id))}
    />
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
