import { useEffect } from "react";

/** What keys do. Names are `KeyboardEvent.key`, with `Ctrl+` or `Shift+` before. Two keys after another: `g w`. */
export type Shortcuts = Readonly<Record<string, (event: KeyboardEvent) => void>>;

let prefix: { key: string; at: number } | undefined;

/** Listens on the whole page. Single keys never fire while typing. */
export function useShortcuts(shortcuts: Shortcuts): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || event.metaKey) return;
      // An open dialog has its own keys; Esc closes it only when nobody takes the event.
      if (document.querySelector("dialog[open]") !== null) return;
      const typing = isTyping(event.target);
      if (typing && event.key !== "Escape" && !event.ctrlKey) return;
      const name = `${event.ctrlKey ? "Ctrl+" : ""}${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}${event.key}`;
      const both =
        prefix !== undefined && event.timeStamp - prefix.at < 1_200 ? `${prefix.key} ${name}` : name;
      const run = shortcuts[both] ?? shortcuts[name];
      if (run === undefined) return;
      event.preventDefault();
      run(event);
    };
    const remember = (event: KeyboardEvent): void => {
      if (!isTyping(event.target)) prefix = event.key === "g" ? { key: "g", at: event.timeStamp } : undefined;
    };
    // Remembered after everyone listened, so that the second key still sees the first.
    document.addEventListener("keydown", listen);
    window.addEventListener("keydown", remember);
    return () => {
      document.removeEventListener("keydown", listen);
      window.removeEventListener("keydown", remember);
    };
  }, [shortcuts]);
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
