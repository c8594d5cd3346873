import { pressShortcut } from "../../lib/use-shortcuts.ts";
import { Icon } from "../shell/icon.tsx";
import type { PaletteItem } from "./palette-item.ts";

interface KeyCommand {
  /** As `useShortcuts` gets it. */
  readonly name: string;
  readonly key: string;
  readonly text: string;
  /** What else it may be looked for by. */
  readonly words: string;
}

const commands: readonly KeyCommand[] = [
  { name: "f", key: "F", text: "Filter runs", words: "query search" },
  { name: "Ctrl+j", key: "Ctrl J", text: "Show or hide the runs list", words: "sidebar" },
  { name: "/", key: "/", text: "Filter what is on the page", words: "metrics panels files layers search" },
  { name: "x", key: "X", text: "Choose the x axis", words: "step time epoch relative" },
  { name: "s", key: "S", text: "Smooth more", words: "smoothing" },
  { name: "S", key: "Shift S", text: "Smooth less", words: "smoothing" },
  { name: "o", key: "O", text: "Clip outliers, or show all", words: "scale range" },
  { name: "z", key: "Z", text: "Reset the zoom", words: "all steps" },
  { name: "+", key: "+", text: "Add a panel", words: "chart metric" },
  { name: "Ctrl+z", key: "Ctrl Z", text: "Undo the change of the layout", words: "panels" },
  { name: "Ctrl+Shift+z", key: "Ctrl Shift Z", text: "Redo the change of the layout", words: "panels" },
  { name: "End", key: "End", text: "Follow the log", words: "tail" },
  { name: "?", key: "?", text: "Keyboard shortcuts", words: "keys help sheet" },
];

/** The commands among `active`, the names of all keys that did something when the palette was opened. */
export function keyCommands(active: ReadonlySet<string>): readonly PaletteItem[] {
  return commands
    .filter(({ name }) => active.has(name))
    .map(({ name, key, text, words }) => ({
      id: `command ${text}`,
      group: "Commands",
      text,
      words,
      mark: <Icon name="play" />,
      hint: <kbd>{key}</kbd>,
      run: () => afterClosing(() => pressShortcut(name)),
    }));
}

/** The palette gives the focus back when it is gone; a command that takes the focus comes after that. */
function afterClosing(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
