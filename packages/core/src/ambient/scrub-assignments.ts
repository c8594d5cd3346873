import { isSecretName } from "./secret-names.ts";
import { MARK } from "./secret-shapes.ts";

/** Where a text comes from decides how sure one can be that a value without quotes is a value and not code. */
export type TextKind = "code" | "settings" | "credentials";

// Found by the last word of a name and what follows it; the name itself is then read backwards, so that no run of
// characters is walked twice.
const END_OF_NAME =
  /(?:key|token|secret|password|passwd|passphrase|pwd|credentials?|auth|authorization|bearer|cookie|dsn)["'`\]]{0,2}(?:[ \t]{0,4}(?:=>|:=|={1,3}|:)[ \t]{0,4}|[ \t]{1,4})/gi;
const MAX_NAME = 64;
const MAX_JUDGED = 200;
const WORD_ENDS = /[\s,;)}\]"'`<]/g;
const REFERENCE =
  /^(?:[$%<{[(]|\*{3}|true$|false$|null$|none$|nil$|undefined$|\d{1,6}$|process\.|os\.|env\.)/i;

/**
 * One line with `***` for each value that is set for a name that means a secret: `password = "x"`, `"token": "x"`,
 * `API_KEY=x`, `--secret x`. What names a place of the secret stays: `$TOKEN`, `process.env.TOKEN`, `getToken()`. Takes
 * time in proportion to the line.
 */
export function scrubAssignments(line: string, kind: TextKind): string {
  let scrubbed = "";
  let taken = 0;
  END_OF_NAME.lastIndex = 0;
  for (let match = END_OF_NAME.exec(line); match !== null; match = END_OF_NAME.exec(line)) {
    const from = match.index + match[0].length;
    const name = nameBefore(line, match.index, match[0]);
    if (!isAssigned(name, match[0], kind)) continue;
    const quote = /["'`]/.exec(line[from] ?? "")?.[0];
    const start = quote === undefined ? from : from + 1;
    if (!isSecret(beginOf(line, start, quote), { name, sign: match[0], kind, quote })) continue;
    const end = quote === undefined ? endOfWord(line, start) : endOfQuoted(line, start, quote);
    scrubbed += line.slice(taken, start) + MARK;
    taken = end;
    END_OF_NAME.lastIndex = Math.max(end, from);
  }
  return taken === 0 ? line : scrubbed + line.slice(taken);
}

function nameBefore(line: string, at: number, found: string): string {
  let start = at;
  while (start > 0 && at - start < MAX_NAME && /[\w.-]/.test(line[start - 1] ?? "")) start -= 1;
  return line.slice(start, at) + (/^\w+/.exec(found)?.[0] ?? "");
}

function isAssigned(name: string, found: string, kind: TextKind): boolean {
  const isSpaced = /^\w+["'`\]]*[ \t]+$/.test(found);
  if (isSpaced && kind !== "credentials" && !/^--?\w/.test(name)) return false;
  // A `key` alone is what every list in a program has.
  return isSecretName(name) && !/^-*key$/i.test(name);
}

/** Enough of a value to judge it; a value can be as long as the line, and is walked to its end only once. */
function beginOf(line: string, start: number, quote: string | undefined): string {
  const head = line.slice(start, start + MAX_JUDGED);
  return quote === undefined ? head.slice(0, endOfWord(head, 0)) : head.slice(0, endOfQuoted(head, 0, quote));
}

function endOfWord(line: string, start: number): number {
  WORD_ENDS.lastIndex = start;
  return WORD_ENDS.exec(line)?.index ?? line.length;
}

function endOfQuoted(line: string, start: number, quote: string): number {
  let end = start;
  while (end < line.length && line[end] !== quote) end += line[end] === "\\" ? 2 : 1;
  return Math.min(end, line.length);
}

function isSecret(
  value: string,
  { name, sign, kind, quote }: { name: string; sign: string; kind: TextKind; quote: string | undefined },
): boolean {
  if (value === "" || REFERENCE.test(value)) return false;
  if (quote !== undefined || kind !== "code") return true;
  // As in a shell or a file of variables, where nothing else can follow.
  if (/^([A-Z][A-Z0-9_]*|--[\w-]+)$/.test(name) && /^\w+[= \t]+$/.test(sign) && !/ =|= /.test(sign))
    return true;
  return value.length >= 6 && !/[(.[]/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
}
