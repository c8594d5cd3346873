import { useMemo, useRef, useState, type ReactNode } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Icon } from "./icon.tsx";

export interface FilterFieldProps {
  readonly label: string;
  /** The key that leads here. */
  readonly shortcut?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What is wrong with the value, as a sentence. */
  readonly problem?: string | undefined;
  readonly className?: string;
}

/** A text field that filters; Esc clears it, and leaves it when it is empty. */
export function FilterField({
  label,
  shortcut,
  value,
  onChange,
  problem,
  className = "",
}: FilterFieldProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  // While typing the field knows best: the address follows a moment later, and would take back letters.
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? value;
  const change = (text: string): void => {
    setDraft(text);
    onChange(text);
  };
  useShortcuts(
    useMemo(() => (shortcut === undefined ? {} : { [shortcut]: () => input.current?.focus() }), [shortcut]),
  );
  return (
    <label className={`field filter ${className}`} data-bad={problem !== undefined} title={problem}>
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        aria-label={label}
        aria-invalid={problem !== undefined}
        placeholder={label}
        value={shown}
        onFocus={() => setDraft(shown)}
        onBlur={() => setDraft(undefined)}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => change(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (shown === "") input.current?.blur();
          else change("");
        }}
      />
      {shortcut === undefined ? null : <kbd>{shortcut.toUpperCase()}</kbd>}
    </label>
  );
}
