import { UsageError } from "../core-error.ts";
import { showValue } from "../show-value.ts";

/** The step of a log call as a number. Throws `UsageError` for anything but a whole number that a double holds exactly. */
export function checkStep(step: unknown): number | undefined {
  if (step === undefined) return undefined;
  const number = typeof step === "bigint" ? Number(step) : step;
  if (typeof number === "number" && Number.isSafeInteger(number)) return number;
  throw new UsageError(
    `[core] Failed to log: the step is "${showValue(step)}". Give a whole number below 2^53.`,
  );
}
