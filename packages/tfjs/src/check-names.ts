import { OptionError } from "@stepwell/core";

/** Throws `OptionError` where options are no object, or have a name that is not known. `what` and `of` are for the message. */
export function checkNames(
  options: unknown,
  { what, of, known }: { readonly what: string; readonly of: string; readonly known: readonly string[] },
): void {
  const refuse = (option: string, reason: string): never => {
    throw new OptionError(`[tfjs] Failed to ${what}: ${reason}`, { option });
  };
  const names = known.join('", "');
  if (typeof options !== "object" || options === null) {
    refuse(of, `"${of}" is "${String(options)}". Give an object of "${names}".`);
  }
  for (const name in options as object) {
    if (!known.includes(name)) refuse(name, `"${of}" has no "${name}". Use "${names}".`);
  }
}
