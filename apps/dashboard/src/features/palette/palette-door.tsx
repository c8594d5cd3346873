import type { ReactNode } from "react";
import { createLazyPart } from "../shell/lazy-part.tsx";
import type { PaletteProps } from "./palette.tsx";

/** The palette; its code comes when it is opened, or when the page is idle. */
export function PaletteDoor(props: PaletteProps): ReactNode {
  return <lazyPalette.Part {...props} />;
}

/** For what opens the palette: an idle page fetches its code. */
export const usePalettePrefetch = (): void => lazyPalette.usePrefetch();

const lazyPalette = createLazyPart<PaletteProps>(async () => (await import("./palette.tsx")).Palette);
