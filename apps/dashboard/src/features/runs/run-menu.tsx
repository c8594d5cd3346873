import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMayEdit } from "../account/may-edit.ts";
import { MenuItem, MenuSeparator } from "../shell/menu-items.tsx";
import { showToast } from "../shell/toast.ts";

/** What a menu must know of a run. */
export interface MenuRun {
  readonly id: string;
  readonly project: string;
  readonly name: string;
}

export interface RunMenuProps {
  readonly run: MenuRun;
  readonly shown?: boolean;
  readonly focused?: boolean;
  readonly pinned?: boolean;
  readonly baseline?: boolean;
  /** What a place can't do with a run is not in its menu. */
  readonly onToggle?: () => void;
  readonly onFocus?: () => void;
  readonly onOnly?: () => void;
  readonly onPin?: () => void;
  readonly onBaseline?: () => void;
  readonly onColor?: () => void;
}

/** What can be done with a run, wherever it stands; comes when it is first opened, see `RunContextMenu`. */
export function RunMenu(props: RunMenuProps): ReactNode {
  const { run, shown, focused, pinned, baseline } = props;
  const { onToggle, onFocus, onOnly, onPin, onBaseline, onColor } = props;
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  // Only rows of the list and of the table take keys.
  const keys = onPin === undefined ? undefined : { baseline: "B", open: "Enter" };
  return (
    <>
      {onToggle === undefined ? null : (
        <MenuItem icon="eye" shortcut="Space" onSelect={onToggle}>
          {shown === true ? "Hide" : "Show"}
        </MenuItem>
      )}
      {onFocus === undefined ? null : (
        <MenuItem onSelect={onFocus}>{focused === true ? "Let go" : "Focus"}</MenuItem>
      )}
      {onOnly === undefined ? null : (
        <MenuItem shortcut="Shift Space" onSelect={onOnly}>
          Only this run
        </MenuItem>
      )}
      {onPin === undefined ? null : (
        <MenuItem icon="pin" shortcut="P" onSelect={onPin}>
          {pinned === true ? "Do not keep on top" : "Keep on top"}
        </MenuItem>
      )}
      {onBaseline === undefined ? null : (
        <MenuItem {...(keys && { shortcut: keys.baseline })} onSelect={onBaseline}>
          {baseline === true ? "No baseline" : "Baseline"}
        </MenuItem>
      )}
      {onColor === undefined || !mayEdit ? null : (
        // The menu gives the focus back first, which would close what opens now.
        <MenuItem shortcut="C" onSelect={() => void setTimeout(onColor, 50)}>
          Colour
        </MenuItem>
      )}
      {onFocus === undefined ? null : <MenuSeparator />}
      <MenuItem
        icon="copy"
        onSelect={() =>
          void navigator.clipboard.writeText(run.name).then(
            () => showToast({ text: `Copied ${run.name}.` }),
            () => showToast({ text: "The browser did not let the page copy.", error: true }),
          )
        }
      >
        Copy name
      </MenuItem>
      <MenuItem
        icon="right"
        {...(keys && { shortcut: keys.open })}
        onSelect={() =>
          void navigate({ to: "/p/$project/r/$run", params: { project: run.project, run: run.id } })
        }
      >
        Open
      </MenuItem>
    </>
  );
}
