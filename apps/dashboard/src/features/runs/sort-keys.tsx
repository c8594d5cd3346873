import type { RunKeyView } from "@stepwell/protocol";
import { useMemo, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import type { SortKey } from "../../lib/view-state.ts";
import { ownFields } from "../filter/own-fields.ts";
import { Combobox } from "../shell/combobox.tsx";
import { Icon } from "../shell/icon.tsx";
import { PopoverClose } from "../shell/popover.tsx";
import { metricKeys } from "./list-metric.ts";
import { sortKeyText } from "./sort-key-text.ts";
import { mostSortKeys } from "./sort-path.ts";

export interface SortKeysProps {
  readonly known: readonly RunKeyView[];
  readonly metric: string | undefined;
  readonly sort: readonly SortKey[];
  readonly onChange: (sort: readonly SortKey[]) => void;
}

/** The keys of the order, each with its direction, and one more to choose. */
export function SortKeys({ known, metric, sort, onChange }: SortKeysProps): ReactNode {
  const items = useMemo(() => {
    const settings = known.flatMap(({ path }) => (/^config\.(?!_)/.test(path) ? [path] : []));
    const own = ownFields.flatMap(({ name }) => (name === "archived" ? [] : [name]));
    const all = [
      ...metricKeys(known).map((id) => ({ id, group: "Metrics" })),
      ...settings.map((id) => ({ id, group: "Config" })),
      ...own.map((id) => ({ id, group: "Run" })),
    ];
    return [...(metric === undefined ? [] : [{ id: metric, group: "In the list" }]), ...all]
      .filter(({ id, group }) => group === "In the list" || id !== metric)
      .filter(({ id }) => sort.every(({ key }) => key.replace(/:\w+$/, "") !== id))
      .map((item) => ({ ...item, text: sortKeyText(item.id) }));
  }, [known, metric, sort]);
  const change = (at: number, ...next: readonly SortKey[]): void => onChange(sort.toSpliced(at, 1, ...next));
  return (
    <>
      {sort.length === 0 ? null : (
        <ol className="sort-chips" aria-label="Sorted by">
          {sort.map((one, at) => (
            <li key={one.key} className="sort-chip">
              <span className="dim">{at === 0 ? "by" : "then by"}</span>
              <span className="ell grow" title={one.key}>
                {sortKeyText(one.key)}
              </span>
              <button
                type="button"
                className="btn small"
                aria-label={`${sortKeyText(one.key)}: ${one.descending ? "highest" : "lowest"} first`}
                title="Turn it round"
                onClick={() => change(at, { ...one, descending: !one.descending })}
              >
                {one.descending ? "Highest first ↓" : "Lowest first ↑"}
              </button>
              <button
                type="button"
                className="btn small ghost icon"
                aria-label={`Do not sort by ${sortKeyText(one.key)}`}
                onClick={() => change(at)}
              >
                <Icon name="x" />
              </button>
            </li>
          ))}
        </ol>
      )}
      {sort.length < mostSortKeys ? (
        <Combobox
          // What was typed found its key; the next one is looked for from the beginning.
          key={sort.length}
          label={sort.length === 0 ? "Sort by" : "Then sort by"}
          items={items}
          empty="No key matches."
          onPick={({ id }) => onChange([...sort, { key: id, descending: isFromTheTop(id, known) }])}
        />
      ) : null}
      {sort.length === 0 ? null : (
        <div className="group-footer">
          <span className="grow dim">
            {formatPlural(sort.length, "key")} of at most {mostSortKeys}
          </span>
          <PopoverClose className="btn" onClick={() => onChange([])}>
            Newest first
          </PopoverClose>
        </div>
      )}
    </>
  );
}

/** Numbers and times begin with the highest, names with A. */
function isFromTheTop(key: string, known: readonly RunKeyView[]): boolean {
  const own = ownFields.find(({ name }) => name === key);
  if (own !== undefined) return own.kind === "time" || own.kind === "duration";
  const found = known.find(({ path }) => path === key);
  return found === undefined || found.numbers > 0;
}
