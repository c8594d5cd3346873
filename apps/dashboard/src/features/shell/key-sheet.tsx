import { useEffect, useRef, type ReactNode } from "react";
import { Icon } from "./icon.tsx";

const keys = [
  ["/", "Filter metrics"],
  ["F", "Filter runs"],
  ["T", "Numbers of the focused panel as a table"],
  ["G then P", "Projects"],
  ["G then W", "Workspace"],
  ["1 … 7", "Tab of the run page"],
  ["Enter", "Full screen for the focused panel"],
  ["L", "Log y for the focused panel"],
  ["← →", "Cursor by one stored point; in media, one step"],
  ["[ ]", "Previous and next step; Shift for 10"],
  ["O", "Clip outliers"],
  ["S, Shift S", "Smoothing up and down by 0.05"],
  ["Z", "Reset zoom"],
  ["Ctrl J", "Show or hide the runs list"],
  ["Esc", "Close, let go, clear"],
] as const;

/** The sheet of keys. A native dialog keeps the focus inside and closes with Esc. */
export function KeySheet({ onClose }: { readonly onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="key-sheet"
      aria-label="Keyboard shortcuts"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <header>
        <h2>Keyboard</h2>
        <button type="button" className="btn ghost icon" aria-label="Close" onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
