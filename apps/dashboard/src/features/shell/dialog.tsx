import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import "./layers.css";
import { Icon } from "./icon.tsx";

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** More of the dialog's class. */
  readonly className?: string;
  /** Buttons at the bottom right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** An open dialog: the focus stays inside, Esc and a click beside it close it. Render it while it is open. */
export function Dialog({ title, onClose, className = "", actions, children }: DialogProps): ReactNode {
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
