import type { ReactNode } from "react";
import { groupDigits } from "../../lib/group-digits.ts";
import type { ViewState } from "../../lib/view-state.ts";
import { Icon } from "../shell/icon.tsx";
import { MenuItem, MenuLabel } from "../shell/menu-items.tsx";
import { Menu } from "../shell/menu.tsx";
import type { SetView } from "../shell/use-view.ts";
import { MetricChooser } from "./metric-chooser.tsx";
import { SortChooser } from "./sort-chooser.tsx";
import { firstShown } from "./shown-runs.ts";
import { chooseAll } from "./use-run-choices.ts";
import type { RunList } from "./use-run-list.ts";

export interface RunsHeaderProps {
  readonly list: RunList;
  readonly view: ViewState;
  readonly setView: SetView;
  /** Runs of the list. */
  readonly matching: number;
}

const counts = [12, 24, 50, 100];

/** How many runs are shown, and which metric the list shows. */
export function RunsHeader({ list, view, setView, matching }: RunsHeaderProps): ReactNode {
  const { shownIds, metric, metrics, known = [] } = list;
  return (
    <div className="sub">
      <Menu
        trigger={
          <button type="button" title="Which runs are shown">
            <Icon name="eye" />
            <span data-testid="runs-count">
              {groupDigits(shownIds.size)} of {groupDigits(matching)} shown
            </span>
          </button>
        }
      >
        <MenuLabel>Show</MenuLabel>
        {counts.map((count) => (
          <MenuItem
            key={count}
            isDisabled={count >= matching && count !== 12}
            onSelect={() => setView({ runs: firstShown(count) })}
          >
            First {count} of this order
          </MenuItem>
        ))}
        <MenuItem hint={groupDigits(matching)} onSelect={() => setView(chooseAll(true))}>
          All runs
        </MenuItem>
        <MenuItem onSelect={() => setView(chooseAll(false))}>None</MenuItem>
      </Menu>
      <span className="grow" />
      <MetricChooser
        metrics={metrics}
        known={known}
        metric={metric}
        onMetric={(next) => setView({ metric: next, ...(view.sort.length > 0 ? followed(view, next) : {}) })}
      />
      <SortChooser
        known={known}
        metric={metric?.key}
        sort={view.sort}
        onChange={(sort) => setView({ sort })}
      />
    </div>
  );
}

/** A list that is sorted by what it shows stays so. */
function followed({ sort, metric }: ViewState, next: string): Partial<ViewState> {
  const [first, ...rest] = sort;
  if (first === undefined || (metric !== undefined && first.key !== metric.replace(/:\w+$/, ""))) return {};
  return { sort: [{ key: next.replace(/:\w+$/, ""), descending: first.descending }, ...rest] };
}
