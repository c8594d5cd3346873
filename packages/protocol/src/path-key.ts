/**
 * Joins a path to one text key: parts by `.`, with `\` and `.` inside a part escaped by `\`.
 * `["a", "b.c"]` is `a.b\.c`, so that a literal dot never looks like nesting.
 */
export function joinPath(path: readonly string[]): string {
  if (path.length === 1) {
    const only = path[0] as string;
    return needsEscape(only) ? escapePart(only) : only;
  }
  return path.map((part) => (needsEscape(part) ? escapePart(part) : part)).join(".");
}

/** Splits what `joinPath` joined. A lone trailing `\` stands for itself. */
export function splitPath(key: string): string[] {
  if (!key.includes("\\")) return key.split(".");
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < key.length; at++) {
    const char = key[at] as string;
    if (char === "\\" && at + 1 < key.length) {
      at += 1;
      part += key[at];
    } else if (char === ".") {
      parts.push(part);
      part = "";
    } else {
      part += char;
    }
  }
  parts.push(part);
  return parts;
}

function needsEscape(part: string): boolean {
  return part.includes(".") || part.includes("\\");
}

function escapePart(part: string): string {
  return part.replaceAll(/[\\.]/g, "\\$&");
}
