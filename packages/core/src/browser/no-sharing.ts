import type { Run } from "../run/run.ts";
import type { RunContext } from "../run/run-context.ts";
import { noThreads } from "../writers/no-threads.ts";

/** A browser has no threads that could log to a run at once: `share` throws `UsageError`. */
export function createRunSharing({ settings, checkOpen }: RunContext): {
  readonly part: Pick<Run, "share">;
  end(): void;
} {
  return {
    part: {
      share() {
        checkOpen("share");
        throw noThreads(settings.runId);
      },
    },
    end: () => undefined,
  };
}
