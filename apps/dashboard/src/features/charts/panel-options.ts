import { createValueStore } from "../../lib/value-store.ts";

const storageKey = "stepwell.log-panels";

/** Keys whose panels have a log y axis; kept in the browser. */
export const logPanels = createValueStore<ReadonlySet<string>>(stored());

/** Switches a panel between linear and log y. */
export function toggleLog(panel: string): void {
  const next = new Set(logPanels.get());
  if (!next.delete(panel)) next.add(panel);
  logPanels.set(next);
  try {
    localStorage.setItem(storageKey, JSON.stringify([...next].slice(-500)));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function stored(): ReadonlySet<string> {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return new Set(Array.isArray(list) ? list.filter((item) => typeof item === "string") : []);
  } catch {
    return new Set();
  }
}
