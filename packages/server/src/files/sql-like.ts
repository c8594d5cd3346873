/** A test for texts by a pattern of SQL's LIKE: `%` stands for any characters, `_` for one, `\` takes the next as it is. */
export function sqlLike(pattern: string): (text: string) => boolean {
  const parts = partsOf(pattern);
  return (text) => matches(Array.from(text.toLowerCase()), parts);
}

type Part = { readonly kind: "any" | "one" } | { readonly kind: "char"; readonly char: string };

function partsOf(pattern: string): readonly Part[] {
  const parts: Part[] = [];
  const chars = Array.from(pattern.toLowerCase());
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] as string;
    if (char === "%") parts.push({ kind: "any" });
    else if (char === "_") parts.push({ kind: "one" });
    else if (char === "\\" && at + 1 < chars.length)
      parts.push({ kind: "char", char: chars[++at] as string });
    else parts.push({ kind: "char", char });
  }
  return parts;
}

/** Goes back to the last `%` only, so that no pattern takes longer than its length times that of the text. */
function matches(text: readonly string[], parts: readonly Part[]): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    const next = parts[part];
    if (next?.kind === "any") {
      star = part;
      starAt = at;
      part += 1;
    } else if (
      next !== undefined &&
      (next.kind === "one" || (next.kind === "char" && next.char === text[at]))
    ) {
      at += 1;
      part += 1;
    } else if (star >= 0) {
      part = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  return parts.slice(part).every(({ kind }) => kind === "any");
}
