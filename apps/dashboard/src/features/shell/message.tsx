import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export interface MessageProps {
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}

/** An empty or failed state, centred: what is so, and what to do next. */
export function Message({ icon = "well", title, children }: MessageProps): ReactNode {
  return (
    <div className="empty" role="status">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** A failed request with its reason and a way to try again. */
export function Failure({
  title,
  error,
  onRetry,
}: {
  readonly title: string;
  readonly error: unknown;
  readonly onRetry?: () => void;
}): ReactNode {
  return (
    <Message icon="warn" title={title}>
      <p>{plainReason(error)}</p>
      {onRetry === undefined ? null : (
        <button type="button" className="btn" onClick={onRetry}>
          Try again
        </button>
      )}
    </Message>
  );
}

/** A reason without the package in front; of a failure that tells another, only that. */
export function plainReason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^\[[^\]]*\]\s*/, "").replace(/^Failed to .*?: (?=Failed to )/, "");
}
