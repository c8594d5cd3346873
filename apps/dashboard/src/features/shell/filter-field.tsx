import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { Icon } from "./icon.tsx";

export interface FilterFieldProps {
  readonly label: string;
  /** The key that leads here. */
  readonly shortcut?: string;
  readonly value: string;
  /** `replace` after the first letter of what is typed without a pause, so that Back takes back all of it. */
  readonly onChange: (value: string, how: { readonly replace: boolean }) => void;
  /** What is wrong with the value, as a sentence. */
  readonly problem?: string | undefined;
  readonly className?: string;
}

/** Who writes on after this time writes something else. */
const pauseMs = 1_500;

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
  const sent = useRef<string[]>([]);
  const typedAt = useRef(Number.NEGATIVE_INFINITY);
  const change = (text: string): void => {
    const now = performance.now();
    const replace = now - typedAt.current < pauseMs;
    typedAt.current = now;
    sent.current = replace ? [...sent.current, text] : [text];
    setDraft(text);
    onChange(text, { replace });
  };
  useEffect(() => {
    const at = sent.current.indexOf(value);
    sent.current.splice(0, at + 1);
    // It was changed elsewhere: by Back, or by a button that clears it.
    if (at < 0) setDraft((before) => (before === undefined ? before : value));
  }, [value]);
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
