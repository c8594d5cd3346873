import type { ReactNode } from "react";
import { Failure, Message } from "../shell/message.tsx";

export interface NoPanelsProps {
  readonly isLoading: boolean;
  /** Why the metrics of the project can't be told. */
  readonly error: Error | null;
  readonly onRetry: () => void;
  readonly filter: string;
  /** Panels on screen. */
  readonly panels: number;
  /** There are metrics, but every panel was removed. */
  readonly removed: boolean;
  readonly onClear: () => void;
  readonly onReset: () => void;
}

/** What stands in place of panels while there are none. */
export function NoPanels(props: NoPanelsProps): ReactNode {
  const { isLoading, error, onRetry, filter, panels, removed, onClear, onReset } = props;
  if (panels > 0) return null;
  if (isLoading) return <div className="loading-line" role="status" aria-label="Loading" />;
  if (error !== null)
    return <Failure title="Stepwell could not list the metrics." error={error} onRetry={onRetry} />;
  if (filter.trim() !== "")
    return (
      <Message icon="search" title={`No metric matches "${filter}".`}>
        <button type="button" className="btn" onClick={onClear}>
          Clear filter
        </button>
      </Message>
    );
  if (removed)
    return (
      <Message title="Every panel of this view is removed.">
        <button type="button" className="btn" onClick={onReset}>
          Reset layout
        </button>
      </Message>
    );
  return <Message title="These runs have logged no numbers yet. Charts appear with the first log()." />;
}
