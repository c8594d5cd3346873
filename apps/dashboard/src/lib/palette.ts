/** Colours in the run palette. */
export const paletteSize = 12;

/** The CSS variable of a run's colour slot (from 0; slots beyond the palette start over). */
export function slotVariable(slot: number): string {
  const place = Number.isInteger(slot) ? ((slot % paletteSize) + paletteSize) % paletteSize : 0;
  return `--run-${place + 1}`;
}

/** The same as a CSS value. */
export function slotColor(slot: number): string {
  return `var(${slotVariable(slot)})`;
}
