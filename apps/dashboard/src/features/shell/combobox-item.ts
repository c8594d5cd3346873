import type { ReactNode } from "react";
import type { RankedItem } from "../../lib/rank-items.ts";

/** A choice of a `Combobox`. It is found by its text. */
export interface ComboboxItem extends RankedItem {
  /** Unique in the list. */
  readonly id: string;
  /** Shown in place of the text. */
  readonly content?: ReactNode;
  /** 16 px at its left. */
  readonly mark?: ReactNode;
  /** Dim, at its right. */
  readonly hint?: ReactNode;
  readonly title?: string;
}
