import type { RunRow } from "@stepwell/protocol";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMayEdit } from "../account/may-edit.ts";
import { MenuItem, MenuSeparator } from "../shell/menu-items.tsx";
import { showToast } from "../shell/toast.ts";

export interface RunMenuProps {
  readonly run: RunRow;
  readonly shown: boolean;
  readonly pinned: boolean;
  readonly baseline: boolean;
  readonly onToggle: () => void;
  readonly onOnly: () => void;
  readonly onPin: () => void;
  readonly onBaseline: () => void;
  readonly onColor: () => void;
}

/** What can be done with a run of a list; for a `ContextMenu` or a `Menu`. */
export function RunMenu(props: RunMenuProps): ReactNode {
  const { run, shown, pinned, baseline, onToggle, onOnly, onPin, onBaseline, onColor } = props;
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  return (
    <>
      <MenuItem icon="eye" shortcut="Space" onSelect={onToggle}>
        {shown ? "Hide" : "Show"}
      </MenuItem>
      <MenuItem shortcut="Shift Space" onSelect={onOnly}>
        Only this run
      </MenuItem>
      <MenuItem icon="pin" shortcut="P" onSelect={onPin}>
        {pinned ? "Do not keep on top" : "Keep on top"}
      </MenuItem>
      <MenuItem shortcut="B" onSelect={onBaseline}>
        {baseline ? "No baseline" : "Baseline"}
      </MenuItem>
      {mayEdit ? (
        <MenuItem shortcut="C" onSelect={onColor}>
          Colour
        </MenuItem>
      ) : null}
      <MenuSeparator />
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
        shortcut="Enter"
        onSelect={() =>
          void navigate({ to: "/p/$project/r/$run", params: { project: run.project, run: run.id } })
        }
      >
        Open
      </MenuItem>
    </>
  );
}
