/** What stands in the place of a secret. */
export const MARK = "***";

// Shapes that providers give their keys, so that one is known wherever it stands. Each takes time in proportion to the
// text: after a prefix there is one run of characters, and a run that could fail late may only begin where none is.
const SHAPES: readonly RegExp[] = [
  /\bgh[opusr]_[A-Za-z0-9]{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas)-[\w-]{16,}/g,
  /\bhf_[A-Za-z0-9]{16,}/g,
  /\bnpm_[A-Za-z0-9]{16,}/g,
  /\bpypi-[\w-]{32,}/g,
  /\bsk-[\w-]{16,}/g,
  /\bxai-[A-Za-z0-9]{32,}/g,
  /\bgsk_[A-Za-z0-9]{32,}/g,
  /\br8_[A-Za-z0-9]{32,}/g,
  /\b[rs]k_(live|test)_[A-Za-z0-9]{10,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g,
  /\bxapp-\d-[\w-]{10,}/g,
  /\bhooks\.slack\.com\/services\/\w{6,}\/\w{6,}\/\w{10,}/g,
  /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bya29\.[\w-]{20,}/g,
  /\bSG\.[\w-]{16,64}\.[\w-]{16,}/g,
  /\bdckr_pat_[\w-]{20,}/g,
  /\bdapi[0-9a-f]{32}\b/g,
  /\bdop_v1_[0-9a-f]{64}\b/g,
  /\bhvs\.[\w-]{20,}/g,
  /\bwandb_v\d_\w{16,}/g,
  /\blocal-[0-9a-f]{40}\b/g,
  /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g,
];

/** W&B's older keys, which look like commits. */
const HEX_KEY = /(?<![#@\w-]|commit |index |\.\.)\b[0-9a-f]{40}\b/g;
const HEX_KEY_ANYWHERE = /\b[0-9a-f]{40}\b/g;

/** The text with `***` for each key of a known shape. With `keepsCommits`, 40 hex digits after a commit's sign stay. */
export function hideShapes(text: string, options: { keepsCommits?: boolean } = {}): string {
  let hidden = text;
  for (const shape of SHAPES) hidden = hidden.replaceAll(shape, MARK);
  return hidden.replaceAll(options.keepsCommits === true ? HEX_KEY : HEX_KEY_ANYWHERE, MARK);
}

/** The text without passwords in addresses, secrets in queries, and what follows `Bearer` and `Basic`. */
export function hideInAddresses(text: string): string {
  return text
    .replaceAll(/(\b[a-z][a-z0-9+.-]{0,30}:\/\/[^/?#:@\s]*):[^/?#\s]*@/gi, `$1:${MARK}@`)
    .replaceAll(
      /([?&][^=&?#\s]{0,64}(?:key|token|secret|password|signature|sig)=)[^&#\s"'`<>]+/gi,
      `$1${MARK}`,
    )
    .replaceAll(/\b(Bearer|Basic)\s{1,4}[\w.~+/=-]{8,}/gi, `$1 ${MARK}`);
}
