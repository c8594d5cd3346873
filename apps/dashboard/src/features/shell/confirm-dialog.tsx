import * as Primitive from "radix-ui/alert-dialog";
import type { ReactNode } from "react";
import "./layers.css";

export interface ConfirmDialogProps {
  /** A question with its number and name, e.g. `Delete 3 runs?`. */
  readonly title: string;
  /** The verb of the button, e.g. `Delete`. */
  readonly action: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What is lost. */
  readonly children: ReactNode;
}

/** Asks before something is lost. The way back has the focus. Render it while it is open. */
export function ConfirmDialog({
  title,
  action,
  onConfirm,
  onClose,
  children,
}: ConfirmDialogProps): ReactNode {
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-shade" />
        <Primitive.Content className="dialog" data-layer="dialog">
          <header>
            <Primitive.Title>{title}</Primitive.Title>
          </header>
          <Primitive.Description asChild>
            <div className="dialog-body">{children}</div>
          </Primitive.Description>
          <footer>
            <Primitive.Cancel className="btn">Cancel</Primitive.Cancel>
            <Primitive.Action className="btn danger" onClick={onConfirm}>
              {action}
            </Primitive.Action>
          </footer>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
