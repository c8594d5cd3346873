import * as Primitive from "radix-ui/context-menu";
import type { ReactElement, ReactNode } from "react";
import { MenuPartsContext } from "./menu-items.tsx";

export interface ContextMenuProps {
  /** What it belongs to: a right click, a long touch or the menu key on it opens the menu there. */
  readonly target: ReactElement;
  readonly onOpenChange?: (isOpen: boolean) => void;
  /** Items of `menu-items.tsx`. */
  readonly children: ReactNode;
}

/** A menu at the pointer. What it offers is to be had from a button, too. */
export function ContextMenu({ target, onOpenChange, children }: ContextMenuProps): ReactNode {
  return (
    <Primitive.Root {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <Primitive.Trigger asChild>{target}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content className="menu" data-layer="menu" collisionPadding={8}>
          <MenuPartsContext value={Primitive}>{children}</MenuPartsContext>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
