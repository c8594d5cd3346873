import type { RunView } from "@stepwell/protocol";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, type MouseEvent, type ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import type { SortKey, ViewState } from "../../lib/view-state.ts";
import { FilterField } from "../shell/filter-field.tsx";
import { Icon } from "../shell/icon.tsx";
import { MetricChooser } from "./metric-chooser.tsx";
import { repeatedNames, runLabel } from "./run-labels.ts";
import { RunRow } from "./run-row.tsx";
import { choicesFor } from "./shown-runs.ts";
import { summaryKeys, summaryNumber } from "./summary-metric.ts";

export interface RunsListProps {
  readonly all: readonly RunView[];
  /** The project may have older runs that were not read. */
  readonly cut: boolean;
  /** Filtered and sorted. */
  readonly runs: readonly RunView[];
  readonly shown: ReadonlySet<string>;
  readonly dashed: ReadonlySet<string>;
  readonly view: ViewState;
  readonly onChoose: (runs: ReadonlyMap<string, boolean>) => void;
  readonly onQuery: (query: string) => void;
  readonly onSort: (sort: SortKey | undefined) => void;
}

/** The runs of a project: the legend of every chart beside it. */
export function RunsList(props: RunsListProps): ReactNode {
  const { all, cut, runs, shown, dashed, view, onChoose, onQuery, onSort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<string>(undefined);
  const keys = useMemo(() => summaryKeys(all), [all]);
  const repeated = useMemo(() => repeatedNames(all), [all]);
  const metric = view.sort[0]?.key ?? keys[0];
  const rowHeight = matchMedia("(pointer: coarse)").matches ? 40 : 28;
  const rows = useVirtualizer({
    count: runs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });

  const choose = (wanted: ReadonlySet<string>): void => onChoose(choicesFor(runs, wanted));
  const latest = useRef({ runs, shown, choose });
  latest.current = { runs, shown, choose };
  const toggle = useMemo(
    () =>
      (run: RunView, event: MouseEvent): void => {
        const current = latest.current;
        current.choose(nextShown(current.runs, current.shown, run.id, event, anchor.current));
        anchor.current = run.id;
      },
    [],
  );

  return (
    <>
      <div className="hd">
        <FilterField
          label="Filter runs"
          shortcut="f"
          className="grow"
          value={view.query}
          onChange={onQuery}
        />
      </div>
      <div className="sub">
        <button
          type="button"
          aria-label={shown.size === runs.length ? "Hide all runs" : "Show all runs"}
          title="Show or hide all matches"
          onClick={() => choose(new Set(shown.size === runs.length ? [] : runs.map(({ id }) => id)))}
        >
          <Icon name="eye" />
        </button>
        <span className="grow" data-testid="runs-count">
          {shown.size} of {runs.length} shown
        </span>
        <MetricChooser keys={keys} metric={metric} sort={view.sort[0]} onSort={onSort} />
      </div>
      <div className="list" ref={scroller}>
        {runs.length === 0 ? (
          <div className="none">
            No run matches. {formatPlural(all.length, "run is", "runs are")} hidden by the filter.
            <button type="button" className="btn" onClick={() => onQuery("")}>
              Clear filter
            </button>
          </div>
        ) : null}
        <div role="list" aria-label="Runs" style={{ height: rows.getTotalSize(), position: "relative" }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const run = runs[index] as RunView;
            return (
              <div key={run.id} className="slot" style={{ transform: `translateY(${start}px)` }}>
                <RunRow
                  run={run}
                  label={runLabel(run, repeated)}
                  shown={shown.has(run.id)}
                  dashed={dashed.has(run.id)}
                  pinned={view.focus === run.id}
                  value={metric === undefined ? undefined : summaryNumber(run.summary, metric)}
                  onToggle={toggle}
                />
              </div>
            );
          })}
        </div>
        {cut ? <div className="none">The newest {groupDigits(all.length)} runs are listed.</div> : null}
      </div>
    </>
  );
}

/** A click shows or hides one run, with Alt it leaves only that, with Shift it does so for all since the last click. */
function nextShown(
  runs: readonly RunView[],
  shown: ReadonlySet<string>,
  id: string,
  { altKey, shiftKey }: Pick<MouseEvent, "altKey" | "shiftKey">,
  anchor: string | undefined,
): ReadonlySet<string> {
  if (altKey) return shown.size === 1 && shown.has(id) ? new Set(runs.map((run) => run.id)) : new Set([id]);
  const next = new Set(shown);
  const show = !shown.has(id);
  const from = runs.findIndex((run) => run.id === anchor);
  const to = runs.findIndex((run) => run.id === id);
  const range =
    shiftKey && from >= 0 ? runs.slice(Math.min(from, to), Math.max(from, to) + 1) : runs.slice(to, to + 1);
  for (const run of range) {
    if (show) next.add(run.id);
    else next.delete(run.id);
  }
  return next;
}
