import { OptionError } from "../errors/option-error.ts";
import { nearestName } from "../settings/nearest-name.ts";
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
 * Throws `OptionError` for options that are no object, that nobody knows, or of another kind; undefined is as left out.
 * `what` names what is made, as `an image`.
 */
export function checkMediaOptions(
  what: string,
  options: unknown,
  kinds: Readonly<Record<string, OptionKind>>,
): void {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    refuse(what, "options", `the options are "${showValue(options)}". Give an object.`);
  }
  for (const [name, value] of Object.entries(options as object)) {
    if (!Object.hasOwn(kinds, name)) {
      const meant = nearestName(name.slice(0, 80), Object.keys(kinds));
      refuse(what, name, `the option "${showValue(name)}" is not known. Did you mean "${meant}"?`);
    }
    const { holds, remedy } = KINDS[kinds[name] as OptionKind];
    if (value === undefined || holds(value)) continue;
    refuse(what, name, `the option "${name}" is "${showValue(value)}". ${remedy}.`);
  }
}

function refuse(what: string, option: string, reason: string): never {
  throw new OptionError(`[core] Failed to make ${what}: ${reason}`, { option });
}
