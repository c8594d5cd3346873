import type { RunRow } from "@stepwell/protocol";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { useShortcuts } from "../../lib/use-shortcuts.ts";
import { hoveredRun } from "../charts/hover.ts";
import type { RowActions } from "./use-row-actions.ts";
import type { RunsGrid } from "./use-runs-grid.ts";

export interface GridKeysOptions {
  readonly check: (run: RunRow, isRange: boolean) => void;
  readonly isClear: boolean;
  readonly clear: () => void;
  readonly actions: RowActions;
}

export interface GridKeys {
  readonly active: string | undefined;
  readonly setActive: (run: RunRow) => void;
  /** A new object for each row that must come into sight. */
  readonly goTo: { readonly index: number } | undefined;
}

/** J and K walk through the rows, Space checks, Enter opens, Shift Space, P, B and C do what the menu of the row does, Esc lets go of what is checked. */
export function useGridKeys(grid: RunsGrid, { check, isClear, clear, actions }: GridKeysOptions): GridKeys {
  const navigate = useNavigate();
  const [active, setActive] = useState<RunRow>();
  const [goTo, setGoTo] = useState<{ readonly index: number }>();
  const at = useRef(-1);
  const { items, table } = grid;
  const walk = (by: 1 | -1): void => {
    for (let index = at.current + by; index >= 0 && index < items.count; index += by) {
      const item = items.at(index);
      if (item.kind === "group") continue;
      const run = table.row(item.place);
      if (run === undefined) return;
      at.current = index;
      setActive(run);
      setGoTo({ index });
      hoveredRun.set(run.id);
      // Space and Enter are about the row now, not about the button that was pressed before.
      document.querySelector<HTMLElement>(".runs-grid")?.focus({ preventScroll: true });
      return;
    }
  };
  const latest = useRef({ walk, active, check, isClear, clear, actions });
  latest.current = { walk, active, check, isClear, clear, actions };
  useShortcuts(
    useMemo(() => {
      const now = (): typeof latest.current => latest.current;
      const open = (): void => {
        const run = now().active;
        if (run !== undefined)
          void navigate({ to: "/p/$project/r/$run", params: { project: run.project, run: run.id } });
      };
      const act = (name: "onOnly" | "onPin" | "onBaseline" | "onColor") => (): void => {
        const run = now().active;
        if (run !== undefined) now().actions(run)[name]?.();
      };
      return {
        j: () => now().walk(1),
        k: () => now().walk(-1),
        ArrowDown: () => now().walk(1),
        ArrowUp: () => now().walk(-1),
        " ": () => {
          const run = now().active;
          if (run !== undefined) now().check(run, false);
        },
        Enter: open,
        "Shift+ ": act("onOnly"),
        p: act("onPin"),
        b: act("onBaseline"),
        c: act("onColor"),
        Escape: () => now().clear(),
      };
    }, [navigate]),
  );
  return {
    active: active?.id,
    goTo,
    setActive: useMemo(
      () => (run: RunRow) => {
        setActive(run);
        const found = table.loaded().find(({ row }) => row.id === run.id);
        if (found !== undefined) at.current = indexOfPlace(grid, found.index);
      },
      [grid, table],
    ),
  };
}

/** Where the run at a place of the table stands among rows and groups. */
function indexOfPlace({ items, isGrouped }: RunsGrid, place: number): number {
  if (!isGrouped) return place;
  for (let index = place; index < items.count; index += 1) {
    const item = items.at(index);
    if (item.kind === "run" && item.place === place) return index;
  }
  return -1;
}
