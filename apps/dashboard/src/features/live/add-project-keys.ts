import type { KeyView, ProjectKeys } from "@stepwell/protocol";

/** What a project's runs logged, with keys of one of them; the same object when none is new. */
export function addProjectKeys(known: ProjectKeys, keys: readonly KeyView[]): ProjectKeys {
  const names = new Set(known.keys.map(({ key }) => key));
  const news = keys.filter(({ key }) => !names.has(key)).map(({ key, kind }) => ({ key, kind }));
  return news.length === 0 ? known : { ...known, keys: [...known.keys, ...news] };
}
