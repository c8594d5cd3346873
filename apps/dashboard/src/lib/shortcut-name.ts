/** What of a keyboard event its name depends on. */
export type PressedKey = Pick<KeyboardEvent, "key" | "code" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey">;

/**
 * The name of a pressed key: `S`, `[`, `Shift+ArrowLeft`, `Ctrl+Shift+z`, `Alt+m`. The command key counts as Ctrl. Alt with a
 * letter is that letter, whatever it prints; Alt that prints a sign, as it takes for `[` on some keyboards, does not count.
 */
export function shortcutName({ key, code, altKey, ctrlKey, metaKey, shiftKey }: PressedKey): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  if (altKey && key.length === 1 && letter === undefined) return key;
  const command = ctrlKey || metaKey ? "Ctrl+" : "";
  const alt = altKey ? "Alt+" : "";
  const isNamed = key.length > 1 || key === " ";
  const shift = shiftKey && (isNamed || command !== "" || alt !== "") ? "Shift+" : "";
  if (alt !== "" && letter !== undefined) return command + alt + shift + letter;
  return command + alt + shift + (command === "" || isNamed ? key : key.toLowerCase());
}
