import { useEffect, useRef, useState, type ReactNode } from "react";

interface NewKeyProps {
  readonly value: string;
  readonly owner: string;
  readonly onClose: () => void;
}

/** Shows a key for the only time. A native dialog keeps the focus inside and closes with Esc. */
export function NewKey({ value, owner, onClose }: NewKeyProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

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
    <dialog ref={dialog} className="key-sheet new-key" aria-label="The new key" onClose={onClose}>
      <header>
        <h2>The new key of {owner}</h2>
      </header>
      <div className="body">
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
        <div className="row end">
          <button type="button" className="btn primary" onClick={() => void copy()}>
            {isCopied ? "Copied" : "Copy"}
          </button>
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            Done
          </button>
        </div>
      </div>
    </dialog>
  );
}
