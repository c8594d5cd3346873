import type { ReactNode } from "react";
import { createLazyPart } from "./lazy-part.tsx";

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
export function Dialog(props: DialogProps): ReactNode {
  return <lazyDialog.Part {...props} />;
}

const lazyDialog = createLazyPart<DialogProps>(async () => (await import("./dialog-layer.tsx")).DialogLayer);
