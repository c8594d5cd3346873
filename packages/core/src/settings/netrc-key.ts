import { readText } from "../ambient/read-text.ts";
import type { World } from "../world.ts";
import { absolutePath } from "../file/absolute-path.ts";

const MAX_BYTES = 1024 * 1024;

/**
 * The password of the server's host, port included, in `$NETRC`, `~/.netrc` or `~/_netrc`. The entry `default` is
 * left alone: it is for every host, and a tracker is not every host. Files that can't be read have no keys.
 */
export function netrcKey(
  baseUrl: string,
  { env, fileSystem, host, workingFolder }: World,
): string | undefined {
  if (host.homeFolder === undefined || !URL.canParse(baseUrl)) return undefined;
  const machine = new URL(baseUrl).host;
  const named = env["NETRC"];
  const paths = named
    ? [absolutePath(named, workingFolder)]
    : [`${host.homeFolder}/.netrc`, `${host.homeFolder}/_netrc`];
  for (const path of paths) {
    const text = readText(fileSystem, path, MAX_BYTES);
    if (text !== undefined) return passwordOf(machine, text);
  }
  return undefined;
}

function passwordOf(machine: string, text: string): string | undefined {
  // A macro goes on to the next empty line.
  const tokens = tokensOf(text.replaceAll(/^[^\S\n]*macdef\b[^\n]*(\n[^\n]*\S[^\n]*)*/gm, ""));
  let at: string | undefined;
  for (let index = 0; index < tokens.length; index++) {
    const word = tokens[index] as string;
    if (word === "default") at = undefined;
    if (!["machine", "login", "account", "password"].includes(word)) continue;
    const value = tokens[++index];
    if (word === "machine") at = value;
    if (word === "password" && at === machine) return value;
  }
  return undefined;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    for (const [token, quoted] of line.matchAll(/"((?:\\.|[^"\\])*)"|\S+/g)) {
      // Passwords may hold "#", so that only one at the beginning of a word begins a comment, and not after "password".
      if (token.startsWith("#") && tokens.at(-1) !== "password") break;
      tokens.push(quoted === undefined ? token : quoted.replaceAll(/\\(.)/g, "$1"));
    }
  }
  return tokens;
}
