import { keyText } from "../../lib/format-key.ts";

/** Keys of one panel at most. */
export const mostKeys = 40;

/** The keys that a panel has of those that are named: the first 40. */
export function matchKeys(wanted: readonly string[], keys: readonly string[]): readonly string[] {
  return namedKeys(wanted, keys).slice(0, mostKeys);
}

/** The keys that are named, in that order; a `*` stands for anything. A name that fits nothing stays, so that the panel can say so. */
export function namedKeys(wanted: readonly string[], keys: readonly string[]): readonly string[] {
  const found = wanted.flatMap((name) => {
    if (!name.includes("*")) return keys.find((key) => key === name || keyText(key) === name) ?? name;
    const pattern = globPattern(name);
    return keys.filter((key) => pattern.test(keyText(key)));
  });
  return [...new Set(found)];
}

/** `*` alone is special, so that no glob takes long: what lies between stars is looked for from left to right. */
function globPattern(glob: string): { readonly test: (text: string) => boolean } {
  const [first = "", ...rest] = glob.split("*");
  const last = rest.pop() ?? "";
  return {
    test(text) {
      if (!text.startsWith(first) || !text.endsWith(last)) return false;
      let from = first.length;
      for (const part of rest) {
        const at = text.indexOf(part, from);
        if (at < 0) return false;
        from = at + part.length;
      }
      return from <= text.length - last.length;
    },
  };
}
