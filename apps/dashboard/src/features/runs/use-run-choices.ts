import type { RunRow } from "@stepwell/protocol";
import { useMemo, useRef, type MouseEvent } from "react";
import type { ViewState } from "../../lib/view-state.ts";
import type { SetView } from "../shell/use-view.ts";
import { leafGroups, type GroupNode } from "./group-tree.ts";
import { allShown, isOnly, onlyShown, withShown } from "./shown-runs.ts";
import type { RunList } from "./use-run-list.ts";

/** What people do with the runs of a list. Each change is in the address. */
export interface RunChoices {
  /** A click shows or hides one run, with Alt it leaves only that, with Shift it does so for all since the last click. */
  toggle(run: RunRow, event?: Pick<MouseEvent, "altKey" | "shiftKey">): void;
  only(run: RunRow): void;
  /** Holds the focus of charts on the run, or lets go of it. */
  focus(run: RunRow): void;
  toggleGroup(node: GroupNode, event: Pick<MouseEvent, "altKey">): void;
  pin(run: RunRow): void;
  baseline(run: RunRow): void;
}

/** The choices over the list as it is when they are made; the same functions for as long as the list is there. */
export function useRunChoices(list: RunList, view: ViewState, setView: SetView): RunChoices {
  const latest = useRef({ list, view, setView });
  latest.current = { list, view, setView };
  const anchor = useRef<string>(undefined);
  return useMemo<RunChoices>(() => {
    const only = (run: RunRow): void => {
      const { view: now, setView: set } = latest.current;
      set({ runs: isOnly(now.runs, run.id) ? new Map() : onlyShown([run.id]) });
    };
    return {
      only,
      toggle(run, { altKey, shiftKey } = { altKey: false, shiftKey: false }) {
        if (altKey) return only(run);
        const { list: now, view: seen, setView: set } = latest.current;
        const show = !now.shownIds.has(run.id);
        const rows = now.table.loaded();
        const places = new Map(rows.map(({ index, row }) => [row.id, index]));
        const to = places.get(run.id);
        const from = anchor.current === undefined || !shiftKey ? to : places.get(anchor.current);
        anchor.current = run.id;
        const total = now.table.total ?? 0;
        const isGrouped = now.groups !== undefined;
        const range =
          from === undefined || to === undefined
            ? [{ key: run.id, place: undefined }]
            : rows
                .filter(({ index }) => index >= Math.min(from, to) && index <= Math.max(from, to))
                .map(({ index, row }) => ({ key: row.id, place: index }));
        if (!isGrouped) return set({ runs: withShown(seen.runs, range, { total, show }) });
        // In groups a run is drawn with its group, unless it is hidden itself.
        const next = new Map(seen.runs);
        for (const { key } of range) {
          if (show) next.delete(key);
          else next.set(key, false);
        }
        set({ runs: next });
      },
      toggleGroup(node, { altKey }) {
        const { list: now, view: seen, setView: set } = latest.current;
        const { groups } = now;
        if (groups === undefined) return;
        const leaves = leafGroups([node]);
        if (altKey) return set({ runs: onlyShown(leaves.map(({ id }) => id)) });
        const show = !leaves.some((leaf) => groups.isLeafShown(seen.runs, leaf));
        const changes = leaves.map((leaf) => ({ key: leaf.id, place: groups.leaves.indexOf(leaf) }));
        set({ runs: withShown(seen.runs, changes, { total: groups.leaves.length, show }) });
      },
      pin(run) {
        const { view: now, setView: set } = latest.current;
        const pins = now.pins.filter((id) => id !== run.id);
        set({ pins: pins.length < now.pins.length ? pins : [...pins, run.id] });
      },
      focus(run) {
        const { view: now, setView: set } = latest.current;
        set({ focus: now.focus === run.id ? undefined : run.id });
      },
      baseline(run) {
        const { view: now, setView: set } = latest.current;
        set({ baseline: now.baseline === run.id ? undefined : run.id });
      },
    };
  }, []);
}

/** All runs of the list, or none. */
export function chooseAll(show: boolean): Partial<ViewState> {
  return { runs: allShown(show) };
}
