import { useState, type ReactElement, type ReactNode } from "react";
import { ContextMenu } from "../shell/context-menu.tsx";
import { createLazyPart } from "../shell/lazy-part.tsx";
import type { MenuRun, RunMenuProps } from "./run-menu.tsx";

export interface RunContextMenuProps<R extends MenuRun> {
  /** Holds the rows; each has its run's id as `data-run`. */
  readonly target: ReactElement;
  /** The run of a row; undefined for one without a menu. */
  readonly runOf: (id: string) => R | undefined;
  /** What can be done with it there, besides opening it and copying its name. */
  readonly actions: (run: R) => Omit<RunMenuProps, "run">;
}

const lazyRunMenu = createLazyPart<RunMenuProps>(async () => (await import("./run-menu.tsx")).RunMenu);

/** The menu of a run, on a right click on its row. */
export function RunContextMenu<R extends MenuRun>(props: RunContextMenuProps<R>): ReactNode {
  const { target, runOf, actions } = props;
  const [run, setRun] = useState<R>();
  lazyRunMenu.usePrefetch();
  return (
    <ContextMenu
      target={target}
      onPoint={(at) => {
        const id = runAt(at);
        const found = id === undefined ? undefined : runOf(id);
        setRun(found);
        return found !== undefined;
      }}
    >
      {run === undefined ? null : <lazyRunMenu.Part run={run} {...actions(run)} />}
    </ContextMenu>
  );
}

function runAt(at: EventTarget): string | undefined {
  // A field has the menu of the browser.
  if (!(at instanceof Element) || at.closest("input, textarea") !== null) return undefined;
  return at.closest<HTMLElement>("[data-run]")?.dataset["run"];
}
