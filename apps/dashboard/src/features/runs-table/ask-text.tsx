import { useState, type ReactNode } from "react";
import { Dialog } from "../shell/dialog.tsx";

export interface AskTextProps {
  readonly title: string;
  readonly label: string;
  /** The verb of the button. */
  readonly action: string;
  readonly onDone: (text: string) => void;
  readonly onClose: () => void;
}

/** Asks for one line of text; Enter is the button. */
export function AskText({ title, label, action, onDone, onClose }: AskTextProps): ReactNode {
  const [text, setText] = useState("");
  const value = text.trim();
  const done = (): void => {
    if (value === "") return;
    onClose();
    onDone(value);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="btn primary" disabled={value === ""} onClick={done}>
            {action}
          </button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          done();
        }}
      >
        <label className="field">
          <input
            aria-label={label}
            placeholder={label}
            autoFocus
            maxLength={256}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
      </form>
    </Dialog>
  );
}
