import { scrubAssignments } from "./scrub-assignments.ts";
import type { TextKind } from "./scrub-assignments.ts";
import { hideInAddresses, hideShapes, MARK } from "./secret-shapes.ts";

const CREDENTIALS_FILE =
  /(^|\/)(\.env[^/]*|[^/]*\.env|\.?netrc|_netrc|\.npmrc|\.pypirc|credentials|[^/]*\.(pem|key|p12|pfx|jks|keystore))$/i;
const SETTINGS_FILE = /\.(ya?ml|ini|toml|json|properties|cfg|conf|env|tfvars|xml)$/i;
const KEY_BEGINS = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY( BLOCK)?-----/;
const KEY_ENDS = /-----END [A-Z ]{0,40}PRIVATE KEY( BLOCK)?-----/;
/** Nobody reads longer lines, and the engine's stack limits what a pattern may walk. */
const MAX_LINE = 64 * 1024;
/** A line inside a key whose beginning is not shown. */
const KEY_LINE = /^[A-Za-z0-9+/]{60,76}={0,2}$/;

/**
 * A patch, or any text, with `***` in the place of secrets: keys of known shapes, passwords in addresses, values of
 * names that mean a secret, private keys, and in files for credentials everything that looks random. Lines stay lines, so
 * that a patch applies but for them. Lines of more than 64 KiB are left out. Takes time in proportion to the text.
 */
export function scrubPatch(text: string): string {
  let kind: TextKind = "code";
  let isInKey = false;
  return text
    .split("\n")
    .map((line) => {
      const path = /^(?:\+\+\+|---) (?:"?[abciw12]\/)?(.{1,4096}?)"?\t?\r?$/.exec(line)?.[1];
      if (path !== undefined && path !== "/dev/null") kind = kindOf(path);
      if (/^(diff |@@ )/.test(line)) isInKey = false;
      if (isInKey) {
        isInKey = !KEY_ENDS.test(line);
        return isInKey ? `${signOf(line)}${MARK}` : line;
      }
      const begin = KEY_BEGINS.exec(line);
      if (begin !== null) {
        isInKey = !KEY_ENDS.test(line);
        return isInKey
          ? line.slice(0, begin.index + begin[0].length)
          : `${line.slice(0, begin.index)}${MARK}`;
      }
      return scrubLine(line, kind);
    })
    .join("\n");
}

/** The same for the text of one file, which `path` names. */
export function scrubFile(text: string, path: string): string {
  const kind = kindOf(path);
  return text
    .split("\n")
    .map((line) => scrubLine(line, kind))
    .join("\n");
}

function scrubLine(line: string, kind: TextKind): string {
  if (line.length > MAX_LINE)
    return `${signOf(line)}${MARK} a line of ${line.length} characters was left out`;
  const content = line.slice(signOf(line).length).trim();
  if (content.length <= 80 && KEY_LINE.test(content) && isMixed(content)) return `${signOf(line)}${MARK}`;
  const hidden = hideShapes(hideInAddresses(line), { keepsCommits: true });
  const scrubbed = scrubAssignments(hidden, kind);
  return kind === "credentials" ? hideRandom(scrubbed) : scrubbed;
}

function kindOf(path: string): TextKind {
  if (CREDENTIALS_FILE.test(path)) return "credentials";
  return SETTINGS_FILE.test(path) ? "settings" : "code";
}

/** What a diff puts before a line. */
function signOf(line: string): string {
  return /^[+\- ]/.exec(line)?.[0] ?? "";
}

/** Values after an equals sign that look as if nobody had thought of them. */
function hideRandom(line: string): string {
  return line.replace(
    /^([+\- ]?[^=]{1,200}=\s{0,4}["']?)([^\s"']{16,})/,
    (whole, head: string, value: string) =>
      bitsPerCharacter(value) >= 3.2 && !/^\w+:\/\/[^?]*$|^[./~]/.test(value) ? `${head}${MARK}` : whole,
  );
}

function isMixed(text: string): boolean {
  return /[A-Z]/.test(text) && /[a-z]/.test(text) && /\d/.test(text);
}

function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  const sample = text.slice(0, 500);
  for (const character of sample) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / sample.length) * Math.log2(count / sample.length);
  return bits;
}
