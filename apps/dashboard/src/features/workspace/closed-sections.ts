import { createValueStore } from "../../lib/value-store.ts";

/** Sections that are folded; kept while the page is open. */
export const closedSections = createValueStore<ReadonlySet<string>>(new Set());

/** Folds or unfolds a section. */
export function toggleSection(name: string): void {
  const next = new Set(closedSections.get());
  if (!next.delete(name)) next.add(name);
  closedSections.set(next);
}
