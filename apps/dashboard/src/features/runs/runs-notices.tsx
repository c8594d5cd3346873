import type { ReactNode } from "react";
import { formatPlural } from "../../lib/format-plural.ts";
import { groupDigits } from "../../lib/group-digits.ts";
import type { ViewState } from "../../lib/view-state.ts";
import type { SetView } from "../shell/use-view.ts";
import { firstShown } from "./shown-runs.ts";
import type { RunList } from "./use-run-list.ts";
import { useAllRuns } from "./use-all-runs.ts";

export interface RunsNoticesProps {
  readonly list: RunList;
  readonly view: ViewState;
  readonly setView: SetView;
}

/** What is to be said of the list: new runs, too many runs, none, and what failed. */
export function RunsNotices({ list, view, setView }: RunsNoticesProps): ReactNode {
  const { table, shown, undrawn, project, pinned } = list;
  const isEmpty = table.total === 0 && !table.isFormer;
  const hidden = useAllRuns(project, isEmpty) - pinned.length;
  if (table.error !== undefined) {
    return (
      <div className="none" role="alert">
        The runs could not be read: {table.error.message}
        <button type="button" className="btn" onClick={table.refresh}>
          Try again
        </button>
      </div>
    );
  }
  if (isEmpty && view.query !== "") {
    return (
      <div className="none">
        No run matches. {formatPlural(Math.max(0, hidden), "run is", "runs are")} hidden by the filter.
        <button type="button" className="btn" onClick={() => setView({ query: "" })}>
          Clear filter
        </button>
      </div>
    );
  }
  const drawn = shown.length;
  return (
    <>
      {table.fresh === 0 ? null : (
        <button type="button" className="fresh-runs" onClick={table.refresh}>
          {formatPlural(table.fresh, "new run")}
        </button>
      )}
      {undrawn === 0 || drawn < 1_000 ? null : (
        <div className="too-many">
          <span>
            {groupDigits(drawn)} of {formatPlural(drawn + undrawn, "run")} drawn, chosen by the sort
          </span>
          {view.groups.length > 0 ? null : (
            <button
              type="button"
              className="btn"
              onClick={() => setView({ runs: firstShown(drawn + undrawn) })}
            >
              Draw all
            </button>
          )}
        </div>
      )}
    </>
  );
}
