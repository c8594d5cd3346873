import { OptionError } from "../errors/option-error.ts";
import { showValue } from "../show-value.ts";

/** Throws `OptionError` for anything but one of `choices`; `option` is what each of them is called, as "level". */
export function checkChoice(what: string, option: string, value: unknown, choices: readonly unknown[]): void {
  if (choices.includes(value)) return;
  throw new OptionError(
    `[core] Failed to ${what}: "${showValue(value)}" is not a ${option}. Use one of "${choices.join('", "')}".`,
    { option },
  );
}
