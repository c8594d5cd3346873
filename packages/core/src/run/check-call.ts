import { UsageError } from "../core-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { didYouMean } from "../settings/did-you-mean.ts";
import { showValue } from "../show-value.ts";
import type { FinishOptions } from "./run.ts";

/** Throws `UsageError` when options are no object, as the number of a step would be. */
export function checkOptionsObject(
  what: string,
  options: unknown,
  example: string,
): asserts options is object {
  if (typeof options === "object" && options !== null) return;
  throw new UsageError(
    `[core] Failed to ${what}: the options are "${showValue(options)}". Give an object, as ${example}.`,
  );
}

/** Throws `UsageError` when options are no object, `OptionError` when one has a name that is not known. */
export function checkOptions(
  what: string,
  options: unknown,
  known: readonly string[],
  example: string,
): void {
  checkOptionsObject(what, options, example);
  for (const name in options) {
    if (known.includes(name)) continue;
    throw new OptionError(
      `[core] Failed to ${what}: the option "${showValue(name)}" is not known. ${didYouMean(showValue(name), known)}`,
      { option: name },
    );
  }
}

/** The same for the options of `log`. */
export function checkLogOptions(options: unknown): void {
  checkOptions("log", options, ["step", "commit"], "{ step: 5 }");
  const { commit } = options as { readonly commit?: unknown };
  if (commit === undefined || commit === null || typeof commit === "boolean") return;
  throw new OptionError(
    `[core] Failed to log: the option "commit" is "${showValue(commit)}". Give true or false.`,
    { option: "commit" },
  );
}

/** The step of a log call as a number. Throws `OptionError` for anything but a whole number that a double holds exactly. */
export function checkStep(step: unknown): number | undefined {
  if (step === undefined) return undefined;
  const number = typeof step === "bigint" ? Number(step) : step;
  // Adding zero turns -0 into 0.
  if (typeof number === "number" && Number.isSafeInteger(number)) return number + 0;
  throw new OptionError(
    `[core] Failed to log: the step is "${showValue(step)}". Give a whole number below 2^53.`,
    { option: "step" },
  );
}

/** Throws `OptionError` for an exit code that is no 32-bit integer and a timeout that is no duration. */
export function checkFinishOptions(options: FinishOptions): void {
  checkOptions("finish the run", options, ["exitCode", "timeout"], "{ exitCode: 1 }");
  const { exitCode = 0, timeout = 0 } = options;
  if (exitCode !== Math.trunc(exitCode) || Math.abs(exitCode) > 0x7fffffff) {
    throw new OptionError(
      `[core] Failed to finish the run: the exit code is "${showValue(exitCode)}". Give a whole number, 0 for success.`,
      { option: "exitCode" },
    );
  }
  if (typeof timeout !== "number" || !(timeout >= 0)) {
    throw new OptionError(
      `[core] Failed to finish the run: the timeout is "${showValue(timeout)}". Give milliseconds.`,
      { option: "timeout" },
    );
  }
}

/** Throws `UsageError` for anything but text. */
export function checkText(what: string, text: unknown): void {
  if (typeof text === "string") return;
  throw new UsageError(`[core] Failed to ${what}: "${showValue(text)}" is not text. Give text.`);
}
