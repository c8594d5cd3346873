import type { ReactNode } from "react";
import { Icon } from "../shell/icon.tsx";
import type { FilterTerm } from "./filter-terms.ts";
import { printFilter } from "./print-filter.ts";
import type { KeyResolver } from "./resolve-key.ts";

export interface FilterTokenProps {
  readonly term: FilterTerm;
  readonly keys: KeyResolver;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

const signs: Readonly<Record<string, string>> = { "!=": "≠", "<=": "≤", ">=": "≥", "!~": "≁" };

/** A finished term of a filter: a click opens it again, the cross removes it. */
export function FilterToken({ term, keys, onOpen, onRemove }: FilterTokenProps): ReactNode {
  const { node } = term;
  const text = printFilter(node);
  return (
    <span className="filter-token">
      <button type="button" className="filter-token-text" title={`Edit ${text}`} onClick={onOpen}>
        {node.kind === "compares" ? (
          <>
            <b>{shownKey(node.key.text, keys)}</b>
            <i>{signs[node.op] ?? node.op}</i>
            <em>{node.values.map((value) => value.text).join(", ")}</em>
          </>
        ) : (
          <em>{text}</em>
        )}
      </button>
      <button type="button" className="filter-token-x" aria-label={`Remove ${text}`} onClick={onRemove}>
        <Icon name="x" />
      </button>
    </span>
  );
}

/** The best match in full, without the `summary.` that every metric has. */
function shownKey(text: string, keys: KeyResolver): string {
  return (keys.resolve(text)?.shown ?? text).replace(/^(?:summary|config)\./, "");
}
