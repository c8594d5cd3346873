import { setUsualDigits } from "../../lib/format-value.ts";
import { createValueStore } from "../../lib/value-store.ts";

/** How somebody likes the page; kept in the browser. */
export interface Preferences {
  /** Height of rows and controls. */
  readonly density: "dense" | "roomy";
  /** Whether things may move; by default as the system says. */
  readonly motion: "system" | "none";
  /** Significant digits of values, 3 to 8. */
  readonly digits: number;
}

/** What holds where nobody chose. */
export const usualPreferences: Preferences = { density: "dense", motion: "system", digits: 4 };

/** Digits that can be chosen. */
export const digitChoices: readonly number[] = [3, 4, 5, 6, 8];

const storageKey = "stepwell.preferences";

/** What holds now. */
export const preferences = createValueStore<Preferences>(usualPreferences);

/** Applies what is kept. Call once, before the first drawing. */
export function startPreferences(): void {
  let text: string | null = null;
  try {
    text = localStorage.getItem(storageKey);
  } catch {
    // A browser without storage has no choice to keep.
  }
  apply(parsePreferences(text));
}

/** Changes some of it, and keeps that. */
export function setPreferences(change: Partial<Preferences>): void {
  const next = { ...preferences.get(), ...change };
  try {
    localStorage.setItem(storageKey, JSON.stringify(next));
  } catch {
    // The page still changes; it will not be remembered.
  }
  apply(next);
}

/** Reads preferences from text; what makes no sense is as usual. */
export function parsePreferences(text: string | null): Preferences {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "{}");
  } catch {
    return usualPreferences;
  }
  const { density, motion, digits } = Object(value) as Record<string, unknown>;
  return {
    density: density === "roomy" ? density : usualPreferences.density,
    motion: motion === "none" ? motion : usualPreferences.motion,
    digits: digitChoices.find((choice) => choice === digits) ?? usualPreferences.digits,
  };
}

function apply(next: Preferences): void {
  preferences.set(next);
  setUsualDigits(next.digits);
  const { dataset } = document.documentElement;
  if (next.density === "dense") delete dataset["density"];
  else dataset["density"] = next.density;
  if (next.motion === "system") delete dataset["motion"];
  else dataset["motion"] = next.motion;
}
