import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { rankItems } from "../../lib/rank-items.ts";
import type { ComboboxItem } from "./combobox-item.ts";
import type { ComboboxProps } from "./combobox.tsx";
import { Icon } from "./icon.tsx";
import "./layers.css";
import { OptionList } from "./option-list.tsx";

/** A field with its list. */
export function ComboboxField(props: ComboboxProps<ComboboxItem>): ReactNode {
  const { label, items, picked, onPick, onDone, empty, onQuery, header, footer } = props;
  const id = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const [isWalking, setWalking] = useState(false);
  const shown = useMemo(() => rankItems(items, query), [items, query]);
  const at = Math.min(active, shown.length - 1);
  const current = shown[at];

  function type(text: string): void {
    setQuery(text);
    setActive(0);
    setWalking(false);
    onQuery?.(text);
  }

  function take(event: KeyboardEvent): boolean {
    const step = steps[event.key];
    if (step !== undefined && !event.altKey && !event.shiftKey) {
      const last = shown.length - 1;
      const isAtEnd = (step === 1 && at === last) || (step === -1 && at <= 0);
      setActive(isAtEnd ? (step === 1 ? 0 : last) : Math.max(0, Math.min(last, at + step)));
      setWalking(true);
      return true;
    }
    if (event.key === " " && picked !== undefined && isWalking && current !== undefined) {
      onPick(current);
      return true;
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      if (picked !== undefined && onDone !== undefined) onDone();
      else if (current !== undefined) onPick(current);
      return true;
    }
    return false;
  }

  return (
    <div className="combobox">
      <label className="combobox-field">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded={shown.length > 0}
          aria-autocomplete="list"
          aria-controls={shown.length > 0 ? id : undefined}
          aria-activedescendant={current === undefined ? undefined : `${id}-${at}`}
          placeholder={label}
          value={query}
          autoFocus
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => type(event.target.value)}
          onKeyDown={(event) => {
            if (!take(event)) return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      </label>
      {header === undefined ? null : <div className="combobox-header">{header}</div>}
      {shown.length === 0 ? (
        <div className="options-empty" role="status">
          {empty}
        </div>
      ) : (
        <OptionList
          id={id}
          label={label}
          items={shown}
          active={at}
          picked={picked}
          onHover={setActive}
          onPick={onPick}
        />
      )}
      {footer === undefined ? null : <div className="combobox-footer">{footer}</div>}
    </div>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
