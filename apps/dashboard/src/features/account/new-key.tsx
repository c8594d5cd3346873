import { useRef, useState, type ReactNode } from "react";
import { Dialog } from "../shell/dialog.tsx";

interface NewKeyProps {
  readonly value: string;
  readonly owner: string;
  readonly onClose: () => void;
}

/** Shows a key for the only time. */
export function NewKey({ value, owner, onClose }: NewKeyProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without HTTPS a page may not write to the clipboard; the key is selected, and Ctrl C copies it.
    }
  }

  return (
    <Dialog
      title={`The new key of ${owner}`}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="btn primary" onClick={() => void copy()}>
            {isCopied ? "Copied" : "Copy"}
          </button>
          <button type="button" className="btn" onClick={onClose}>
            Done
          </button>
        </>
      }
    >
      <p>This is the only time that it is shown.</p>
      <span className="field">
        <input
          ref={field}
          className="mono"
          aria-label="Key"
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
        />
      </span>
    </Dialog>
  );
}
