import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { keyText } from "../../lib/format-key.ts";
import { rankItems } from "../../lib/rank-items.ts";
import { mostKeys, namedKeys } from "../layout/match-keys.ts";
import { OptionList } from "../shell/option-list.tsx";
import { keyAt, withKeyAt } from "./typed-key.ts";

export interface EditorKeysProps {
  /** Keys and globs, separated by commas. */
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Those that `value` names. */
  readonly wanted: readonly string[];
  /** Keys of numbers. */
  readonly keys: readonly string[];
}

const mostShown = 100;

/** The metrics of a panel as a text. What is typed is completed: arrows go through the list, Enter or a click takes. */
export function EditorKeys({ value, onChange, wanted, keys }: EditorKeysProps): ReactNode {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  /** Where the caret stands while something is typed. */
  const [place, setPlace] = useState<number>();
  const [active, setActive] = useState(-1);
  const found = useMemo(() => namedKeys(wanted, keys), [wanted.join(), keys]);
  const missing = found.find((key) => !keys.includes(key));
  const typed = place === undefined ? "" : keyAt(value, place).text;
  const items = useMemo(() => itemsFor(typed, keys), [typed, keys]);
  const isOpen = items.length > 0;

  function take(key: string): void {
    const next = withKeyAt(value, place ?? value.length, key);
    onChange(next.text);
    close();
    requestAnimationFrame(() => field.current?.setSelectionRange(next.place, next.place));
  }
  function close(): void {
    setPlace(undefined);
    setActive(-1);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const current = items[active];
    if (!isOpen || (by === 0 && (event.key !== "Enter" || current === undefined))) return;
    event.preventDefault();
    if (by !== 0) setActive(Math.max(-1, Math.min(items.length - 1, active + by)));
    else if (current !== undefined) take(current.text);
  }

  const problem = missing === undefined ? undefined : `No run logged "${keyText(missing)}".`;
  return (
    <div className="editor-line">
      <label className="k" htmlFor={id}>
        Metrics
      </label>
      <span className="field" data-bad={problem !== undefined}>
        <input
          id={id}
          ref={field}
          type="text"
          role="combobox"
          value={value}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? `${id}-list` : undefined}
          aria-activedescendant={isOpen && active >= 0 ? `${id}-list-${active}` : undefined}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-note`}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => {
            onChange(target.value);
            setPlace(target.selectionStart ?? target.value.length);
            setActive(-1);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
      </span>
      {isOpen ? (
        <OptionList
          id={`${id}-list`}
          label="Metrics that fit"
          items={items}
          active={active}
          onHover={setActive}
          onPick={({ text }) => take(text)}
        />
      ) : null}
      <small id={`${id}-note`} className={problem === undefined ? "dim" : "bad"}>
        {problem ?? noteOf(found.length)}
      </small>
    </div>
  );
}

function itemsFor(typed: string, keys: readonly string[]): { readonly id: string; readonly text: string }[] {
  if (typed === "" || typed.includes("*")) return [];
  const items = rankItems(
    keys.map((key) => ({ id: key, text: keyText(key) })),
    typed,
  );
  // What is typed in full needs no list.
  return items[0]?.text === typed ? [] : items.slice(0, mostShown);
}

function noteOf(count: number): string {
  const glob = "A * stands for anything: train/*.";
  return count > mostKeys
    ? `${formatPlural(count, "metric")} fit, and the first ${mostKeys} are drawn. ${glob}`
    : `${formatPlural(count, "metric")}. ${glob}`;
}
