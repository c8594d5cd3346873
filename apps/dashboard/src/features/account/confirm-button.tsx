import { useEffect, useState, type ReactNode } from "react";
import { ServerButton } from "../shell/server-button.tsx";

interface ConfirmButtonProps {
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onConfirm: () => void;
}

/** How long the second press is waited for. */
const PATIENCE_MS = 4000;

/** A button for what can't be undone: it asks by changing, and does it at the second press. */
export function ConfirmButton({ label, isDisabled, onConfirm }: ConfirmButtonProps): ReactNode {
  const [isAsking, setAsking] = useState(false);
  useEffect(() => {
    if (!isAsking) return undefined;
    const timer = setTimeout(() => setAsking(false), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isAsking]);
  return (
    <ServerButton
      className={isAsking ? "btn small danger" : "btn small ghost"}
      disabled={isDisabled}
      onBlur={() => setAsking(false)}
      onClick={() => {
        if (isAsking) onConfirm();
        setAsking(!isAsking);
      }}
    >
      {isAsking ? `${label} for good` : label}
    </ServerButton>
  );
}
