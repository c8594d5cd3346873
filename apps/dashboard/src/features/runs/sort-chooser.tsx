import type { RunKeyView } from "@stepwell/protocol";
import type { ReactNode } from "react";
import type { SortKey } from "../../lib/view-state.ts";
import { Icon } from "../shell/icon.tsx";
import { createLazyPart } from "../shell/lazy-part.tsx";
import { Popover } from "../shell/popover.tsx";
import "./choosers.css";
import { sortKeyText } from "./sort-key-text.ts";
import type { SortKeysProps } from "./sort-keys.tsx";

export interface SortChooserProps {
  readonly known: readonly RunKeyView[];
  /** The metric that the list shows, as the address names it; offered first. */
  readonly metric?: string | undefined;
  readonly sort: readonly SortKey[];
  readonly className?: string;
  readonly onChange: (sort: readonly SortKey[]) => void;
}

/** By what the runs are sorted, and then by what. */
export function SortChooser(props: SortChooserProps): ReactNode {
  const { known, metric, sort, onChange, className = "" } = props;
  const [first] = sort;
  const order =
    first === undefined
      ? "newest first"
      : sort
          .map(({ key, descending }) => `${sortKeyText(key)} ${descending ? "down" : "up"}`)
          .join(", then ");
  lazyKeys.usePrefetch();
  return (
    <Popover
      label="Order of the runs"
      align="end"
      className="sort-popover"
      trigger={
        <button
          type="button"
          className={`${className} sort-button`}
          aria-label={`Order: ${order}`}
          title={`Order: ${order}`}
        >
          {first === undefined ? (
            <Icon name="sort" />
          ) : (
            <span className="arrow">{first.descending ? "↓" : "↑"}</span>
          )}
          {sort.length > 1 ? <span className="dim">{sort.length}</span> : null}
        </button>
      }
    >
      <lazyKeys.Part known={known} metric={metric} sort={sort} onChange={onChange} />
    </Popover>
  );
}

const lazyKeys = createLazyPart<SortKeysProps>(async () => (await import("./sort-keys.tsx")).SortKeys);
