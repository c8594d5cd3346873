import { useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import type { FilterProblem } from "./filter-words.ts";

export interface FilterInputProps {
  readonly ref: Ref<HTMLInputElement>;
  /** The list of suggestions that belongs to it. */
  readonly listId: string;
  readonly label: string;
  readonly value: string;
  readonly problem: FilterProblem | undefined;
  readonly active: number;
  readonly isOpen: boolean;
  readonly onChange: (text: string) => void;
  /** True when the key was for the field around it. */
  readonly onTake: (event: KeyboardEvent<HTMLInputElement>) => boolean;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** Where a filter is typed; what can't be read of it is underlined. */
export function FilterInput(props: FilterInputProps): ReactNode {
  const { ref, listId, label, value, problem, active, isOpen, onChange, onTake, onFocus, onBlur } = props;
  const mirror = useRef<HTMLSpanElement>(null);
  const [isFocused, setFocused] = useState(false);
  return (
    <span className="filter-input">
      <span ref={mirror} className="filter-mirror" aria-hidden="true">
        {problem === undefined ? null : (
          <>
            {value.slice(0, problem.from)}
            <u>{value.slice(problem.from, Math.max(problem.to, problem.from + 1)) || " "}</u>
          </>
        )}
      </span>
      <input
        ref={ref}
        type="text"
        role="combobox"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={active >= 0 && isOpen ? `${listId}-${active}` : undefined}
        placeholder={isFocused && value === "" ? "e.g. val/miou > 0.5, opt:adamw" : label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        onFocus={() => {
          setFocused(true);
          onFocus();
        }}
        onBlur={() => {
          setFocused(false);
          onBlur();
        }}
        onScroll={(event) => {
          if (mirror.current !== null) mirror.current.scrollLeft = event.currentTarget.scrollLeft;
        }}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (onTake(event)) event.preventDefault();
        }}
      />
    </span>
  );
}
