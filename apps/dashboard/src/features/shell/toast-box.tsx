import { useEffect, useState, type ReactNode } from "react";
import { Icon } from "./icon.tsx";
import { toast, toastTime, type Toast } from "./toast.ts";

/** A toast with its time: it goes away by itself, but not while the pointer or the focus is on it. */
export function ToastBox({ shown }: { readonly shown: Toast }): ReactNode {
  const [isHeld, setHeld] = useState(false);
  const close = (): void => {
    if (toast.get() === shown) toast.set(undefined);
  };
  useEffect(() => {
    const time = toastTime(shown);
    if (isHeld || time === Number.POSITIVE_INFINITY) return undefined;
    const timer = setTimeout(() => toast.get() === shown && toast.set(undefined), time);
    return () => clearTimeout(timer);
  }, [shown, isHeld]);
  return (
    <div
      className={shown.error === true ? "toast error" : "toast"}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown.error === true ? <Icon name="warn" /> : null}
      <span className="grow">{shown.text}</span>
      {shown.undo === undefined ? null : (
        <button
          type="button"
          className="btn small"
          onClick={() => {
            shown.undo?.();
            close();
          }}
        >
          Undo
        </button>
      )}
      <button type="button" className="btn ghost icon" aria-label="Close" onClick={close}>
        <Icon name="x" />
      </button>
    </div>
  );
}
