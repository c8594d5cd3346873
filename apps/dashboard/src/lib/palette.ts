import type { RunColor } from "@stepwell/protocol";

/** Colours in the run palette. */
export const paletteSize = 12;

/** The CSS variable of a run's colour slot (from 0; slots beyond the palette start over), or the colour of its own, `#rrggbb`. */
export function slotVariable(slot: RunColor): string {
  if (typeof slot === "string") return /^#[\da-f]{6}$/i.test(slot) ? slot : "--run-1";
  const place = Number.isInteger(slot) ? ((slot % paletteSize) + paletteSize) % paletteSize : 0;
  return `--run-${place + 1}`;
}

/** The same as a CSS value. */
export function slotColor(slot: RunColor): string {
  const name = slotVariable(slot);
  return name.startsWith("#") ? name : `var(${name})`;
}
