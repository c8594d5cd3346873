import { createValueStore } from "../../lib/value-store.ts";

/** The panel whose editor is open. */
export const editedPanel = createValueStore<string | undefined>(undefined);
