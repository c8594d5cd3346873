/** Aliases that may be given: `v<version>` belongs to its version alone. */
export function givenAliases(aliases: readonly string[]): string[] {
  return [...new Set(aliases)].filter((alias) => !isVersionAlias(alias));
}

/** The version that an alias of the form `v<version>` names; undefined for any other. */
export function versionOfAlias(alias: string): number | undefined {
  return isVersionAlias(alias) ? Number(alias.slice(1)) : undefined;
}

/** A pending artifact that is older was given up by its writer, who tries for a week. */
export const PENDING_LIFE_MS = 30 * 24 * 60 * 60_000;

/** The refusals that every artifact store has in common, as sentences. */
export const artifactStoreError = {
  otherType: (name: string, type: string) =>
    new Error(
      `[storage] Failed to create a version of "${name}": its versions are of type "${type}". Use that type, or another name.`,
    ),
  otherKind: (name: string, kind: string) =>
    new Error(
      `[storage] Failed to use collection "${name}": it is a ${kind}, which can't hold this. Use another name.`,
    ),
  noArtifact: (number: number) =>
    new Error(
      `[storage] Failed to change artifact "${number}": it does not exist or was deleted. Log it again.`,
    ),
  noCollection: (number: number) =>
    new Error(
      `[storage] Failed to change collection "${number}": it does not exist or was deleted. Look at the list of collections.`,
    ),
  notCommitted: (number: number) =>
    new Error(
      `[storage] Failed to link artifact "${number}": it is not committed. Wait until its upload has ended.`,
    ),
  nameTaken: (name: string) =>
    new Error(
      `[storage] Failed to rename a collection to "${name}": another one is called that. Use another name.`,
    ),
} as const;

function isVersionAlias(alias: string): boolean {
  return /^v\d{1,15}$/.test(alias);
}
