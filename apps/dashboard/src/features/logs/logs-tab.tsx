import type { RunDetail } from "@stepwell/protocol";
import { type ReactNode } from "react";
import { Failure, Message } from "../shell/message.tsx";
import "./logs.css";
import { Logs } from "./logs.tsx";
import { useLogLength } from "./use-log-length.ts";

/** What the run printed. Follows the end until someone scrolls up. */
export function LogsTab({ detail }: { readonly detail: RunDetail }): ReactNode {
  const { project, id, status } = detail.run;
  const { total, error, retry } = useLogLength(project, id, status === "running");
  if (total === undefined) {
    if (error === null) return <div className="loading-line" role="status" aria-label="Loading" />;
    return <Failure title="Stepwell could not load the console." error={error} onRetry={retry} />;
  }
  if (total === 0)
    return (
      <Message title="This run has printed nothing yet. What it writes to the console appears here.">
        <pre>{'console.log("epoch 1 of 30");'}</pre>
      </Message>
    );
  return <Logs run={detail.run} total={total} />;
}
