import { useEffect, useRef, type ReactNode } from "react";
import type { FilterSuggestion } from "./suggest-filter.ts";

export interface FilterSuggestionsProps {
  readonly id: string;
  readonly items: readonly FilterSuggestion[];
  readonly active: number;
  readonly onPick: (item: FilterSuggestion) => void;
}

/** What could be written next. The focus stays in the field. */
export function FilterSuggestions({ id, items, active, onPick }: FilterSuggestionsProps): ReactNode {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} id={id} className="filter-suggestions" role="listbox" aria-label="Suggestions">
      {items.map((item, at) => (
        <div
          key={`${item.text} ${item.hint}`}
          id={`${id}-${at}`}
          role="option"
          aria-selected={at === active}
          className="filter-suggestion"
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(item)}
        >
          <span className="ell grow">{item.text}</span>
          <span className="filter-hint">{item.hint}</span>
        </div>
      ))}
    </div>
  );
}
