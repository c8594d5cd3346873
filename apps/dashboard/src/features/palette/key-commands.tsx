import { pressShortcut } from "../../lib/use-shortcuts.ts";
import { Icon } from "../shell/icon.tsx";
import { keyList } from "../shell/key-list.ts";
import type { PaletteItem } from "./palette-item.ts";

/** The commands of the sheet of keys among `active`, the names of all keys that did something when the palette was opened. */
export function keyCommands(active: ReadonlySet<string>): readonly PaletteItem[] {
  return keyList
    .flatMap(({ lines }) => lines)
    .flatMap(({ does, commands = [] }) => commands.map((command) => ({ text: does, ...command })))
    .filter(({ name }) => active.has(name))
    .map(({ name, text, words }) => ({
      id: `command ${text}`,
      group: "Commands",
      text,
      words,
      mark: <Icon name="play" />,
      hint: <kbd>{printedKey(name)}</kbd>,
      run: () => afterClosing(() => pressShortcut(name)),
    }));
}

/** A key as the sheet prints it: `Ctrl Shift Z` for `Ctrl+Shift+z`, `Shift S` for `S`. */
export function printedKey(name: string): string {
  if (/^[A-Z]$/.test(name)) return `Shift ${name}`;
  return name.replaceAll(/(?<=.)\+(?=.)/g, " ").replace(/\b[a-z]$/, (letter) => letter.toUpperCase());
}

/** The palette gives the focus back when it is gone; a command that takes the focus comes after that. */
function afterClosing(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
