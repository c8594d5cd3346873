import * as Primitive from "radix-ui/alert-dialog";
import type { ReactNode } from "react";
import type { ConfirmDialogProps } from "./confirm-dialog.tsx";
import "./layers.css";

/** An open question. */
export function ConfirmLayer({ title, action, onConfirm, onClose, children }: ConfirmDialogProps): ReactNode {
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
