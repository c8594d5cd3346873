import type { ComboboxItem } from "../shell/combobox-item.ts";

/** Something to jump to, or to do. */
export interface PaletteItem extends ComboboxItem {
  readonly run: () => void;
}
