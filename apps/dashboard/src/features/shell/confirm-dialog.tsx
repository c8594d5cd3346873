import type { ReactNode } from "react";
import { createLazyPart } from "./lazy-part.tsx";

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
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  return <lazyConfirm.Part {...props} />;
}

const lazyConfirm = createLazyPart<ConfirmDialogProps>(
  async () => (await import("./confirm-layer.tsx")).ConfirmLayer,
);
