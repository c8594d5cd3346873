import { createLazyPart } from "./lazy-part.tsx";
import type { MenuLayerProps } from "./menu-layer.tsx";

/** The open menu of buttons and of right clicks. */
export const lazyMenu = createLazyPart<MenuLayerProps>(
  async () => (await import("./menu-layer.tsx")).MenuLayer,
);
