import { useEffect, useRef, type ReactNode } from "react";
import { useValue } from "../../lib/use-value.ts";
import { Failure } from "./message.tsx";
import { useSession } from "./session-context.ts";

/** In place of a page that failed, often for code that did not come. When a server that was away is back the page is loaded again. */
export function PageError({ error }: { readonly error: unknown }): ReactNode {
  const { status } = useSession();
  const { kind } = useValue(status);
  const wasAway = useRef(false);
  useEffect(() => {
    if (kind === "offline") wasAway.current = true;
    else if (kind === "online" && wasAway.current) location.reload();
  }, [kind]);
  return (
    <Failure
      title="Stepwell could not show this page."
      error={isUnloaded(error) ? "A part of its code could not be loaded." : error}
      onRetry={() => location.reload()}
    />
  );
}

/** Browsers word it differently; all name what was imported. */
function isUnloaded(error: unknown): boolean {
  return error instanceof TypeError && /import/i.test(error.message) && /module|dynamic/i.test(error.message);
}
