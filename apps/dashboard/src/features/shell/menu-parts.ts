import type { Menu } from "radix-ui/internal";
import { createContext, use } from "react";

/** The primitives that items are built on; they come with the menu, which is not there before it is opened. */
export type MenuParts = typeof Menu;

/** Given by the menu around its items. */
export const MenuPartsContext = createContext<MenuParts | undefined>(undefined);

/** The primitives of the menu around this item. Throws outside a menu. */
export function useMenuParts(): MenuParts {
  const parts = use(MenuPartsContext);
  if (parts === undefined) throw new Error("[dashboard] Failed to show an item: it is in no menu.");
  return parts;
}
