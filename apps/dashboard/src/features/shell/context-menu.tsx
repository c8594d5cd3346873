import * as Slot from "radix-ui/slot";
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { lazyMenu } from "./lazy-menu.ts";

export interface ContextMenuProps {
  /** What it belongs to: a right click, a long touch or the menu key on it opens the menu there. */
  readonly target: ReactElement;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Items of `menu-items.tsx`. */
  readonly children: ReactNode;
}

/** How long a finger rests before the menu opens. */
const LONG_TOUCH_MS = 700;

/** A menu at the pointer. What it offers is to be had from a button, too. */
export function ContextMenu({ target, onOpenChange, children }: ContextMenuProps): ReactNode {
  const [point, setPoint] = useState<DOMRect>();
  const anchor = useMemo(
    () => ({ current: { getBoundingClientRect: () => point ?? new DOMRect() } }),
    [point],
  );
  const touch = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  const isOpen = point !== undefined;
  lazyMenu.usePrefetch();
  useEffect(() => () => clearTimeout(touch.current), []);

  function change(next: DOMRect | undefined): void {
    clearTimeout(touch.current);
    setPoint(next);
    if ((next !== undefined) !== isOpen) onOpenChange?.(next !== undefined);
  }

  function endTouch(event: PointerEvent): void {
    if (event.pointerType !== "mouse") clearTimeout(touch.current);
  }

  return (
    <>
      <Slot.Root
        data-state={isOpen ? "open" : "closed"}
        style={{ WebkitTouchCallout: "none" }}
        onContextMenu={(event) => {
          if (event.defaultPrevented) return;
          event.preventDefault();
          change(new DOMRect(event.clientX, event.clientY));
        }}
        onPointerDown={({ pointerType, clientX, clientY }) => {
          if (pointerType === "mouse") return;
          change(undefined);
          touch.current = setTimeout(() => change(new DOMRect(clientX, clientY)), LONG_TOUCH_MS);
        }}
        onPointerMove={endTouch}
        onPointerCancel={endTouch}
        onPointerUp={endTouch}
      >
        {target}
      </Slot.Root>
      {isOpen ? (
        <lazyMenu.Part
          anchor={anchor}
          id={id}
          opening="pointer"
          side="right"
          sideOffset={2}
          align="start"
          onClose={() => change(undefined)}
        >
          {children}
        </lazyMenu.Part>
      ) : null}
    </>
  );
}
