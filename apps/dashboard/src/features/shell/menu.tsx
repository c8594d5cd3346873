import * as Slot from "radix-ui/slot";
import {
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { lazyMenu } from "./lazy-menu.ts";
import type { MenuOpening } from "./menu-layer.tsx";

export interface MenuProps {
  /** The button that opens it; gets `aria-expanded` and `data-state`. */
  readonly trigger: ReactElement;
  /** Default: `start`. */
  readonly align?: "start" | "center" | "end";
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Items of `menu-items.tsx`. */
  readonly children: ReactNode;
}

/** A menu under its button, which opens when it is pressed and with Enter, Space or an arrow down. */
export function Menu({ trigger, align = "start", onOpenChange, children }: MenuProps): ReactNode {
  const [opening, setOpening] = useState<MenuOpening>();
  const button = useRef<HTMLElement>(null);
  const id = useId();
  const isOpen = opening !== undefined;
  lazyMenu.usePrefetch();

  function change(next: MenuOpening | undefined): void {
    setOpening(next);
    if ((next !== undefined) !== isOpen) onOpenChange?.(next !== undefined);
  }

  function press(event: PointerEvent<HTMLElement>): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey) return;
    if (event.currentTarget.matches(":disabled")) return;
    // The menu takes the focus; the button must not take it from there.
    if (!isOpen) event.preventDefault();
    change(isOpen ? undefined : "pointer");
  }

  function type(event: KeyboardEvent<HTMLElement>): void {
    if (event.defaultPrevented || !["Enter", " ", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    change(isOpen && event.key !== "ArrowDown" ? undefined : "keys");
  }

  return (
    <>
      <Slot.Root
        ref={button}
        id={`${id}button`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        data-state={isOpen ? "open" : "closed"}
        onPointerDown={press}
        onKeyDown={type}
      >
        {trigger}
      </Slot.Root>
      {isOpen ? (
        <lazyMenu.Part
          anchor={button}
          button={button}
          id={id}
          labelledBy={`${id}button`}
          opening={opening}
          side="bottom"
          sideOffset={4}
          align={align}
          onClose={() => change(undefined)}
        >
          {children}
        </lazyMenu.Part>
      ) : null}
    </>
  );
}
