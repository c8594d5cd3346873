import * as DropdownMenu from "radix-ui/dropdown-menu";
import type { ReactElement, ReactNode } from "react";
import { MenuPartsContext } from "./menu-items.tsx";

export interface MenuProps {
  /** The button that opens it; gets `aria-expanded` and `data-state`. */
  readonly trigger: ReactElement;
  /** Default: `start`. */
  readonly align?: "start" | "center" | "end";
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Items of `menu-items.tsx`. */
  readonly children: ReactNode;
}

/** A menu under its button: arrows, type ahead, Esc, in the top layer. */
export function Menu({ trigger, align = "start", onOpenChange, children }: MenuProps): ReactNode {
  return (
    <DropdownMenu.Root {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="menu"
          data-layer="menu"
          align={align}
          sideOffset={4}
          collisionPadding={8}
        >
          <MenuPartsContext value={DropdownMenu}>{children}</MenuPartsContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
