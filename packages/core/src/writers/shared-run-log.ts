import type { RunLog } from "@stepwell/runlog";
import { UsageError } from "../core-error.ts";
import type { Settings } from "../settings/resolve-settings.ts";

const IGNORED_STEP =
  "Stepwell: log({ step }) is ignored here, since this run has several writers and the server numbers their rows.\n";

export interface SharedRunLogParts {
  readonly settings: Pick<Settings, "shared" | "runId" | "silent">;
  /** Told once, unless silent, that a step was given which nobody uses. */
  readonly print: (text: string) => void;
  /** A change that only the primary writer could keep was not kept. */
  readonly refuse: () => void;
}

/**
 * The engine of one of several writers of a run, made of one that takes rows of any step: rows have no step, and reading it throws `UsageError`. A secondary
 * writer has a summary and definitions for itself and writes none of them.
 */
export function createSharedRunLog(log: RunLog, parts: SharedRunLogParts): RunLog {
  const isSecondary = parts.settings.shared?.isPrimary === false;
  return withoutSteps(isSecondary ? withoutState(log, parts) : log, parts);
}

function withoutSteps(inner: RunLog, { settings, print }: SharedRunLogParts): RunLog {
  let isNoted = false;
  return {
    ...inner,
    get step(): number {
      throw new UsageError(
        `[core] Failed to read the step of the run "${settings.runId}": it has several writers, and the server numbers their rows. Log a metric of your own, as { epoch }, and draw over it with defineMetric.`,
      );
    },
    get summary() {
      return inner.summary;
    },
    log(call, now) {
      if (call.step !== undefined && !isNoted) {
        isNoted = true;
        if (!settings.silent) print(IGNORED_STEP);
      }
      return inner.log(call, now);
    },
  };
}

function withoutState(inner: RunLog, { refuse }: SharedRunLogParts): RunLog {
  return {
    ...inner,
    get summary() {
      return inner.summary;
    },
    log: (call, now) => ({ ...inner.log(call, now), metrics: [] }),
    define(definition) {
      inner.define(definition);
      return [];
    },
    setSummary(path, value) {
      inner.setSummary(path, value);
      refuse();
    },
    deleteSummary(path) {
      inner.deleteSummary(path);
      refuse();
    },
    takeSummary: () => [],
    takeExplicitSummary: () => [],
    finish: (now) => ({ ...inner.finish(now), metrics: [] }),
  };
}
