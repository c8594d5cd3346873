const SECRET_NAME =
  /^key$|(password|passwd|passphrase|secret)$|(^|[-_.])((api|access|secret|private|auth|account|service|signing|encryption|subscription|wandb)[-_]?key|token|pwd|pw|credentials?|auth|authorization|bearer|cookie|dsn|jwt)$/i;
const HARMLESS_NAME = /(^|[-_.])(commit|sha|sha1|revision|rev|hash|digest|checksum)$/i;

/** Whether what is called `name` is a secret: `--hfToken`, `AWS_SECRET_ACCESS_KEY`, `db.password`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(plainName(name));
}

/** Whether a value of 40 hex digits under `name` is no key but a commit or a hash. */
export function isHashName(name: string): boolean {
  return HARMLESS_NAME.test(plainName(name));
}

// `--hfToken` and `--hf-token` are the same to us.
function plainName(name: string): string {
  return name.replace(/^-+/, "").replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2");
}
