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
  /** Hears what the pointer is at before the menu opens; false: there is none for that. */
  readonly onPoint?: (at: EventTarget) => boolean;
  /** Items of `menu-items.tsx`. */
  readonly children: ReactNode;
}

/** How long a finger rests before the menu opens. */
const LONG_TOUCH_MS = 700;

/** A menu at the pointer. What it offers is to be had from a button, too. */
export function ContextMenu({ target, onPoint, children }: ContextMenuProps): ReactNode {
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
          if (event.defaultPrevented || onPoint?.(event.target) === false) return;
          event.preventDefault();
          change(new DOMRect(event.clientX, event.clientY));
        }}
        onPointerDown={({ pointerType, clientX, clientY, target: at }) => {
          if (pointerType === "mouse") return;
          change(undefined);
          if (onPoint?.(at) === false) return;
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
