import { splitPath } from "@stepwell/protocol";

export interface Section<T> {
  readonly name: string;
  readonly keys: readonly T[];
}

/** Where keys without a prefix go. */
const plainSection = "metrics";

/** Groups keys by their first part, sections in the order their first key came. */
export function sectionKeys<T extends { readonly key: string }>(keys: readonly T[]): Section<T>[] {
  const sections = new Map<string, T[]>();
  for (const item of keys) {
    const name = sectionName(item.key);
    const list = sections.get(name);
    if (list === undefined) sections.set(name, [item]);
    else list.push(item);
  }
  return [...sections].map(([name, list]) => ({ name, keys: list }));
}

/** `train` of `train/loss` and of the nested `train` → `loss`. */
export function sectionName(key: string): string {
  const parts = splitPath(key);
  const first = parts[0] as string;
  const slash = first.indexOf("/");
  if (slash > 0) return first.slice(0, slash);
  return parts.length > 1 ? first : plainSection;
}
