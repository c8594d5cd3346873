import { isHashName, isSecretName } from "./secret-names.ts";
import { hideInAddresses, hideShapes, MARK } from "./secret-shapes.ts";

/** Longer arguments are cut: nobody reads them, and they are taken at the start. */
const MAX_LENGTH = 2000;
const MAX_ARGUMENTS = 1000;

/**
 * The program's arguments with `***` in the place of secrets: values of arguments that are named like one
 * (`--api-key x`, `--token=x`, `SECRET=x`), keys of known shapes, and passwords in addresses. At most 1,000 arguments
 * of 2,000 characters.
 */
export function scrubArguments(args: readonly string[]): string[] {
  let nameBefore = "";
  return args.slice(0, MAX_ARGUMENTS).map((arg) => {
    const text = arg.slice(0, MAX_LENGTH);
    const [, name, value] = /^(-{0,2}[A-Za-z][\w.-]*)=([\s\S]*)$/.exec(text) ?? [];
    const isName = /^--?[A-Za-z]/.test(text) && name === undefined;
    const valueOf = nameBefore;
    nameBefore = isName ? text : "";
    if (isSecretName(valueOf)) return MARK;
    return name === undefined ? scrubValue(valueOf, text) : `${name}=${scrubValue(name, value ?? "")}`;
  });
}

/**
 * The address of a git remote without what lets one in: a password is left out, and so is a user without one or one
 * that looks like a key. `git@host:path` stays.
 */
export function scrubRemote(url: string): string {
  const [, scheme = "", user = "", password, rest = ""] =
    /^([a-z][a-z0-9+.-]*:\/\/)([^/?#:@]*)(?::([^/?#]*))?@([^@/?#]*(?:[/?#].*)?)$/is.exec(url) ?? [];
  if (scheme === "") return scrubText(url);
  const keeps = password !== undefined && scrubText(user) === user;
  return `${scheme}${keeps ? `${user}:@` : ""}${scrubText(rest)}`;
}

/** The first 2,000 characters of a text with `***` in the place of keys of known shapes, of passwords in addresses and of secrets in queries. */
export function scrubText(text: string): string {
  return hideShapes(hideInAddresses(text.slice(0, MAX_LENGTH)));
}

function scrubValue(name: string, value: string): string {
  if (isSecretName(name)) return MARK;
  return isHashName(name) ? hideInAddresses(value) : scrubText(value);
}
