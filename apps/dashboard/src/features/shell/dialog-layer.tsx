import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import type { DialogProps } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import "./layers.css";

/** An open dialog. */
export function DialogLayer({ title, onClose, className = "", actions, children }: DialogProps): ReactNode {
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-shade" />
        <Primitive.Content
          className={`dialog ${className}`}
          data-layer="dialog"
          aria-describedby={undefined}
          onOpenAutoFocus={focusField}
        >
          <header>
            <Primitive.Title className="ell">{title}</Primitive.Title>
            <Primitive.Close className="btn ghost icon" aria-label="Close">
              <Icon name="x" />
            </Primitive.Close>
          </header>
          <div className="dialog-body">{children}</div>
          {actions === undefined ? null : <footer>{actions}</footer>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A dialog with a field begins there, and not at the button that closes it. */
function focusField(event: Event): void {
  const field = event.currentTarget instanceof Element ? event.currentTarget.querySelector("input") : null;
  if (field === null) return;
  event.preventDefault();
  field.focus();
}
