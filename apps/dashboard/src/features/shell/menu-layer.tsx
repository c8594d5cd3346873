import { Menu } from "radix-ui/internal";
import { useRef, type ReactNode, type RefObject } from "react";
import "./layers.css";
import { MenuPartsContext } from "./menu-parts.ts";

/** How a menu was opened: keys begin at its first item. */
export type MenuOpening = "pointer" | "keys";

export interface MenuLayerProps {
  /** What it stands beside. */
  readonly anchor: RefObject<Pick<Element, "getBoundingClientRect"> | null>;
  /** The button that gets the focus back; without one, what had it. */
  readonly button?: RefObject<HTMLElement | null>;
  readonly id: string;
  /** Id of what names it. */
  readonly labelledBy?: string;
  readonly opening: MenuOpening;
  readonly side: "bottom" | "right";
  readonly sideOffset: number;
  readonly align: "start" | "center" | "end";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** An open menu: arrows, type ahead, Esc, in the top layer. */
export function MenuLayer(props: MenuLayerProps): ReactNode {
  const { anchor, button, id, labelledBy, opening, side, sideOffset, align, onClose, children } = props;
  const isEntered = useRef(opening === "pointer");
  const isLeftByRightClick = useRef(false);
  return (
    <Menu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Menu.Anchor virtualRef={anchor} />
      <Menu.Portal>
        <Menu.Content
          className="menu"
          data-layer="menu"
          id={id}
          aria-labelledby={labelledBy}
          side={side}
          sideOffset={sideOffset}
          align={align}
          collisionPadding={8}
          onEntryFocus={(event) => {
            // The primitives did not see the key: they came after it.
            if (isEntered.current) return;
            isEntered.current = true;
            event.preventDefault();
            const content = event.currentTarget as Element;
            content.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus();
          }}
          onInteractOutside={({ detail: { originalEvent } }) => {
            isLeftByRightClick.current = "button" in originalEvent && originalEvent.button === 2;
          }}
          onCloseAutoFocus={(event) => {
            if (button === undefined) return;
            event.preventDefault();
            if (!isLeftByRightClick.current) button.current?.focus();
          }}
        >
          <MenuPartsContext value={Menu}>{children}</MenuPartsContext>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
