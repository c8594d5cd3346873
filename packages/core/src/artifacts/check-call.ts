import { OptionError } from "../errors/option-error.ts";
import { checkOptionsObject } from "../run/check-call.ts";
import { nearestName } from "../settings/nearest-name.ts";

/** Throws `UsageError` when options are no object or have a name that is not known. */
export function checkCall(what: string, options: unknown, known: readonly string[], example: string): void {
  checkOptionsObject(what, options, example);
  for (const name in options) {
    if (known.includes(name)) continue;
    throw new OptionError(
      `[core] Failed to ${what}: the option "${name}" is not known. Did you mean "${nearestName(name, known)}"?`,
      { option: name },
    );
  }
}
