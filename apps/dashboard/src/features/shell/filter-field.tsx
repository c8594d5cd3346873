import { useRef, type ReactNode } from "react";
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
  useShortcuts(shortcut === undefined ? none : shortcutFor(shortcut, () => input.current?.focus()));
  return (
    <label className={`field filter ${className}`} data-bad={problem !== undefined} title={problem}>
      <Icon name="search" />
      <input
        ref={input}
        type="text"
        aria-label={label}
        aria-invalid={problem !== undefined}
        placeholder={label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.preventDefault();
          if (value === "") input.current?.blur();
          else onChange("");
        }}
      />
      {shortcut === undefined ? null : <kbd>{shortcut.toUpperCase()}</kbd>}
    </label>
  );
}

const none = {};

function shortcutFor(key: string, run: () => void): Record<string, () => void> {
  return { [key]: run };
}
