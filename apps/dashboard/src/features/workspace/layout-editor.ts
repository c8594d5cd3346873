import { createContext, useContext } from "react";
import type { Layout } from "../layout/layout.ts";

/** Makes a layout another one. */
type LayoutChange = (layout: Layout) => Layout;

/** How parts of the page change the layout. */
export interface LayoutEditor {
  /** Makes a change that can be taken back. */
  readonly change: (make: LayoutChange) => void;
  /** Shows a change on top of those shown before, without making it. */
  readonly preview: (make: LayoutChange) => void;
  /** Makes what is shown, as one change. */
  readonly keep: () => void;
  /** Lets go of what is shown. */
  readonly revert: () => void;
}

/** The editor of the page around; undefined where the layout is as it is. */
export const LayoutEditorContext = createContext<LayoutEditor | undefined>(undefined);

/** The editor of the page around. */
export function useLayoutEditor(): LayoutEditor | undefined {
  return useContext(LayoutEditorContext);
}
