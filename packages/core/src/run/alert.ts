import { UsageError } from "../core-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";
import { checkOptions } from "./check-call.ts";
import { checkChoice } from "./check-choice.ts";
import type { RunContext } from "./run-context.ts";
import type { Run } from "./run.ts";

const OPTION_NAMES = ["level", "waitDuration"];
const LEVELS = ["INFO", "WARN", "ERROR"] as const;
const DEFAULT_WAIT_MS = 60_000;

/** How urgent an alert is. */
export type AlertLevel = (typeof LEVELS)[number];

/** How urgent an alert is, and how often one may come. */
export interface AlertOptions {
  /** Default `INFO`. */
  readonly level?: AlertLevel;
  /** Milliseconds in which the server sends no second alert with this title; default 60,000. */
  readonly waitDuration?: number;
}

/** The part of a run that sends alerts. */
export function createAlerts({
  checkOpen,
  write,
}: Pick<RunContext, "checkOpen" | "write">): Pick<Run, "alert"> {
  return {
    alert(title, text, options = {}) {
      checkOpen("send an alert of");
      checkAlertText("title", title);
      checkAlertText("text", text);
      checkOptions("send an alert", options, OPTION_NAMES, '{ level: "WARN" }');
      const { level = "INFO", waitDuration = DEFAULT_WAIT_MS } = options;
      checkChoice("send an alert", "level", level, LEVELS);
      checkWait(waitDuration);
      write([{ type: "alert", title, text, level, waitDurationMs: Math.round(waitDuration) }]);
    },
  };
}

function checkAlertText(name: "title" | "text", text: unknown): void {
  if (typeof text === "string") return;
  throw new UsageError(
    `[core] Failed to send an alert: the ${name} "${showValue(text)}" is not text. Give text, as alert("Low accuracy", "It is 0.1.").`,
  );
}

function checkWait(ms: unknown): void {
  if (typeof ms === "number" && ms >= 0 && ms <= Number.MAX_SAFE_INTEGER) return;
  throw new OptionError(
    `[core] Failed to send an alert: the wait is "${showValue(ms)}". Give milliseconds, 0 or more.`,
    { option: "waitDuration" },
  );
}
