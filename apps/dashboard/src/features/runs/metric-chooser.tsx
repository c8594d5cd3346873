import type { ReactNode } from "react";
import { keyText } from "../../lib/format-key.ts";
import type { SortKey } from "../../lib/view-state.ts";
import { Icon } from "../shell/icon.tsx";

export interface MetricChooserProps {
  readonly keys: readonly string[];
  /** The metric whose value is shown. */
  readonly metric: string | undefined;
  readonly sort: SortKey | undefined;
  readonly onSort: (sort: SortKey | undefined) => void;
}

/** Which metric the list shows, and whether it is sorted by it. */
export function MetricChooser({ keys, metric, sort, onSort }: MetricChooserProps): ReactNode {
  if (keys.length === 0) return null;
  const order = sort === undefined ? "Newest first" : sort.descending ? "Highest first" : "Lowest first";
  const turn = (): void => {
    if (metric === undefined) return;
    if (sort === undefined) onSort({ key: metric, descending: true });
    else onSort(sort.descending ? { key: sort.key, descending: false } : undefined);
  };
  return (
    <span className="chooser">
      <label className="select">
        <select
          aria-label="Metric in the list"
          value={metric}
          onChange={(event) => onSort({ key: event.target.value, descending: sort?.descending ?? true })}
        >
          {keys.map((key) => (
            <option key={key} value={key}>
              {keyText(key)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        aria-label={`Order: ${order}`}
        title={`${order}. Click to change.`}
        onClick={turn}
      >
        <Icon name={sort === undefined ? "sort" : sort.descending ? "down" : "up"} />
      </button>
    </span>
  );
}
