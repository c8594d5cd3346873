import type { ReactNode } from "react";
import { useValue } from "../../lib/use-value.ts";
import "./layers.css";
import { ToastBox } from "./toast-box.tsx";
import { toast } from "./toast.ts";

/** The place of the toast. It is always there, so that screen readers notice what comes into it. */
export function Toasts(): ReactNode {
  const shown = useValue(toast);
  return (
    <div className="toasts" role="status">
      {shown === undefined ? null : <ToastBox key={shown.id} shown={shown} />}
    </div>
  );
}
