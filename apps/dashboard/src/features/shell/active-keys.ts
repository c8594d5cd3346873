import type { KeyLine } from "./key-list.ts";

/** What of the page's keys does something: the names that are listened to, and the parts that are there. */
export interface ActiveKeys {
  readonly names: ReadonlySet<string>;
  readonly has: (selector: string) => boolean;
}

/** Whether a key works on the page as it is. */
export function isActiveKey(line: KeyLine, active: ActiveKeys): boolean {
  const { where, names = line.commands?.map(({ name }) => name) } = line;
  if (names !== undefined) return names.some((name) => active.names.has(name));
  return where === undefined || active.has(where);
}
