import { OptionError } from "../errors/option-error.ts";
import { checkOptions } from "../run/check-call.ts";
import { showValue } from "../show-value.ts";

/** What an option takes; `any` is checked where it is used. */
export type OptionKind = "text" | "flag" | "whole number" | "texts" | "any";

const KINDS: Readonly<Record<OptionKind, { holds(value: unknown): boolean; remedy: string }>> = {
  text: { holds: (value) => typeof value === "string", remedy: "Give text" },
  flag: { holds: (value) => typeof value === "boolean", remedy: "Give true or false" },
  "whole number": { holds: Number.isSafeInteger, remedy: "Give a whole number" },
  texts: {
    holds: (value) => Array.isArray(value) && Array.from(value).every((one) => typeof one === "string"),
    remedy: "Give a list of texts",
  },
  any: { holds: () => true, remedy: "" },
};

/**
 * Throws `UsageError` for options that are no object, and `OptionError` for one that nobody knows or that is of another
 * kind; undefined is as left out. `what` names what is made, as `an image`.
 */
export function checkMediaOptions(
  what: string,
  options: unknown,
  kinds: Readonly<Record<string, OptionKind>>,
): void {
  const names = Object.keys(kinds);
  checkOptions(`make ${what}`, options, names, `{ ${names[0] ?? ""}: … }`);
  for (const [option, value] of Object.entries(options as object)) {
    const { holds, remedy } = KINDS[kinds[option] as OptionKind];
    if (value === undefined || holds(value)) continue;
    throw new OptionError(
      `[core] Failed to make ${what}: the option "${option}" is "${showValue(value)}". ${remedy}.`,
      { option },
    );
  }
}
