const MARK = "***";

const SECRET_NAME =
  /^key$|(^|[-_.])((api|access|secret|private|auth|account|service|signing|encryption|subscription|wandb)[-_]?key|token|secret|password|passwd|passphrase|pwd|pw|credentials?|auth|authorization|bearer|cookie|dsn)$/i;
const HARMLESS_NAME = /(^|[-_.])(commit|sha|sha1|revision|rev|hash|digest|checksum)$/i;
/** Longer arguments are cut: patterns over unbounded text could hold up the start. */
const MAX_LENGTH = 2000;
const MAX_ARGUMENTS = 1000;

// Shapes that providers give their keys, so that one is known wherever it stands.
const TOKENS: readonly RegExp[] = [
  /\bgh[opusr]_[A-Za-z0-9]{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bhf_[A-Za-z0-9]{16,}/g,
  /\bnpm_[A-Za-z0-9]{16,}/g,
  /\bsk-[\w-]{16,}/g,
  /\b[rs]k_(live|test)_[A-Za-z0-9]{10,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bwandb_v\d_\w{16,}/g,
  /\blocal-[0-9a-f]{40}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\b[0-9a-f]{40}\b/g,
];

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

function scrubValue(name: string, value: string): string {
  if (isSecretName(name)) return MARK;
  return HARMLESS_NAME.test(plainName(name)) ? scrubAddress(value) : scrubText(value);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(plainName(name));
}

// `--hfToken` and `--hf-token` are the same to us.
function plainName(name: string): string {
  return name.replace(/^-+/, "").replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2");
}

/** The first 2,000 characters of a text with `***` in the place of keys of known shapes, of passwords in addresses and of secrets in queries. */
export function scrubText(text: string): string {
  let scrubbed = scrubAddress(text.slice(0, MAX_LENGTH));
  for (const token of TOKENS) scrubbed = scrubbed.replaceAll(token, MARK);
  return scrubbed;
}

function scrubAddress(text: string): string {
  return text
    .replaceAll(/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#:@\s]*):[^/?#\s]*@/gi, `$1:${MARK}@`)
    .replaceAll(/([?&][^=&#\s]*(?:key|token|secret|password|signature|sig)=)[^&#\s]+/gi, `$1${MARK}`)
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${MARK}`);
}
