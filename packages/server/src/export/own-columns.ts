/**
 * Keys of the columns that say whose rows they are. No joined path has a `\\` before such a letter, so nothing that was
 * logged has them.
 */
export const OWN = { project: "\\project", run: "\\run" } as const;

/** The name in a file for a key, before it is made unique. */
export function nameOfKey(key: string): string {
  return key === OWN.project || key === OWN.run ? key.slice(1) : key;
}
