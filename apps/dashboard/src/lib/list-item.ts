/** A text as an item of a list with commas. */
export function escapeItem(text: string): string {
  return text.replaceAll("%", "%25").replaceAll(",", "%2C");
}

/** The text that `escapeItem` was given. */
export function unescapeItem(text: string): string {
  return text.replaceAll("%2C", ",").replaceAll("%25", "%");
}
