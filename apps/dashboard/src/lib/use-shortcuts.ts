import { useEffect } from "react";
import { shortcutName } from "./shortcut-name.ts";

/** What keys do, by their names (`shortcutName`). Two keys after another: `g w`. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

let prefix: { key: string; at: number } | undefined;
const listening = new Set<Shortcuts>();

/** The names of all keys that do something now. */
export function activeShortcuts(): ReadonlySet<string> {
  return new Set([...listening].flatMap((shortcuts) => Object.keys(shortcuts)));
}

/** Does what a key does, without the key. */
export function pressShortcut(name: string): void {
  for (const shortcuts of listening) {
    const run = shortcuts[name];
    if (run !== undefined) return run(new KeyboardEvent("keydown"));
  }
}

/**
 * Listens on the whole page. Single keys never fire while typing, the page's keys never in a menu, popover or dialog, and
 * Space and Enter belong to the button or link that has the focus.
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isInLayer(event.target)) return;
      const name = shortcutName(event);
      if (isTyping(event.target) && name !== "Escape" && !/^(?:Ctrl|Alt)\+/.test(name)) return;
      if (isPress(name, event.target)) return;
      const run = shortcuts[afterPrefix(event, name) ?? name];
      if (run === undefined) return;
      event.preventDefault();
      run(event);
    };
    const remember = (event: KeyboardEvent): void => {
      if (!isTyping(event.target)) prefix = event.key === "g" ? { key: "g", at: event.timeStamp } : undefined;
    };
    listening.add(shortcuts);
    document.addEventListener("keydown", listen);
    // Remembered after everyone listened, so that the second key still sees the first.
    window.addEventListener("keydown", remember);
    return () => {
      listening.delete(shortcuts);
      document.removeEventListener("keydown", listen);
      window.removeEventListener("keydown", remember);
    };
  }, [shortcuts]);
}

/** The name of both keys where somebody listens to them together: then the second does nothing of its own. */
function afterPrefix(event: KeyboardEvent, name: string): string | undefined {
  if (prefix === undefined || event.timeStamp - prefix.at > 1_200) return undefined;
  const both = `${prefix.key} ${name}`;
  return activeShortcuts().has(both) ? both : undefined;
}

/** An open dialog has its own keys, and so has a menu or popover while the focus is in it. */
function isInLayer(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open], [data-layer=dialog]") !== null) return true;
  return target instanceof Element && target.closest("[data-layer]") !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field =
    target instanceof HTMLInputElement && !["range", "checkbox", "radio", "button"].includes(target.type);
  return (
    field ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    target.isContentEditable
  );
}

function isPress(name: string, target: EventTarget | null): boolean {
  if ((name !== " " && name !== "Enter") || !(target instanceof Element)) return false;
  return target.closest(name === " " ? "button, summary, input" : "button, summary, input, a[href]") !== null;
}
