import type { RunAlert } from "@stepwell/runlog";
import type { WireAccount } from "./wire-account.ts";

/** What a client wants the run's people to know. */
export interface AlertInput {
  readonly entityName?: string | null;
  readonly projectName?: string | null;
  readonly runName?: string | null;
  readonly title?: string | null;
  readonly text?: string | null;
  readonly severity?: "INFO" | "WARN" | "ERROR" | null;
  /** Milliseconds within which the same is not told again. */
  readonly waitDuration?: number | null;
}

const MAX_ALERTS = 1000;
const LONGEST_TITLE = 256;
const LONGEST_TEXT = 16 * 1024;
const USUAL_WAIT_MS = 60_000;

/**
 * Takes an alert into the account. The same alert again is a repeated request: within the time that the client asked for,
 * or, when a run file is delivered, at any time.
 */
export function noteAlert(account: WireAccount, input: AlertInput, timeMs: number): void {
  const { alerts = [], rows } = account.state;
  const alert: RunAlert = {
    title: (input.title ?? "").slice(0, LONGEST_TITLE),
    text: (input.text ?? "").slice(0, LONGEST_TEXT),
    level: input.severity ?? "INFO",
    row: rows,
    timeMs,
  };
  const waitMs = account.numbering === "source" ? Infinity : Math.max(input.waitDuration ?? 0, USUAL_WAIT_MS);
  const isKnown = alerts.some((known) => isSame(known, alert) && timeMs - (known.timeMs ?? timeMs) <= waitMs);
  if (isKnown || alerts.length >= MAX_ALERTS) return;
  account.state = { ...account.state, alerts: [...alerts, alert] };
}

function isSame(a: RunAlert, b: RunAlert): boolean {
  return a.title === b.title && a.text === b.text && a.level === b.level;
}
