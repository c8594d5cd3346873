import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef } from "react";
import { encodeView, type ViewState } from "../../lib/view-state.ts";
import type { MenuRun, RunMenuProps } from "../runs/run-menu.tsx";
import { onlyShown } from "../runs/shown-runs.ts";
import type { SetView } from "../shell/use-view.ts";

/** What the menu of a row and its keys do. */
export type RowActions = (run: MenuRun) => Omit<RunMenuProps, "run">;

/** The actions on the table as it is when they are done; the same function for as long as it is there. */
export function useRowActions(view: ViewState, setView: SetView): RowActions {
  const navigate = useNavigate();
  const latest = useRef({ view, setView });
  latest.current = { view, setView };
  return useMemo<RowActions>(
    () => (run) => {
      const { view: now, setView: set } = latest.current;
      const focused = now.focus === run.id;
      const pinned = now.pins.includes(run.id);
      const baseline = now.baseline === run.id;
      return {
        focused,
        pinned,
        baseline,
        onFocus: () => set({ focus: focused ? undefined : run.id }),
        onOnly: () => {
          const search = encodeView({ runs: onlyShown([run.id]) }) as Record<string, string>;
          void navigate({ to: "/p/$project", params: { project: run.project }, search });
        },
        onPin: () => set({ pins: pinned ? now.pins.filter((id) => id !== run.id) : [...now.pins, run.id] }),
        onBaseline: () => set({ baseline: baseline ? undefined : run.id }),
        onColor: () => {
          const row = document.querySelector(`.runs-grid [data-run="${CSS.escape(run.id)}"] [data-swatch]`);
          if (row instanceof HTMLElement) row.click();
        },
      };
    },
    [navigate],
  );
}
