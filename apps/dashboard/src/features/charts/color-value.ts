/** A colour of a line, which is a variable or `#rrggbb`, as a CSS value. */
export function colorValue(color: string): string {
  return color.startsWith("#") ? color : `var(${color})`;
}
