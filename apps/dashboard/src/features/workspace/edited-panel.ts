import { createValueStore } from "../../lib/value-store.ts";

/** A panel and the field that its editor begins with; the first one by default. */
export interface EditedPanel {
  readonly id: string;
  readonly field?: "x" | "expression";
}

/** The panel whose editor is open. */
export const editedPanel = createValueStore<EditedPanel | undefined>(undefined);
