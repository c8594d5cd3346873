/** How a team's names stand in a store that several teams share. */
export interface TeamNames {
  /** The name as it is stored. */
  stored(name: string): string;
  /** The team's own name; undefined for what is another team's. */
  own(stored: string): string | undefined;
}

/**
 * Names of a team begin with `/<team>/` in the store. Those of the first team, which is undefined here, stand as they
 * are, so that a store of one team is what it was before there were teams; they can't begin with a slash.
 */
export function teamNames(team: string | undefined): TeamNames {
  if (team === undefined) {
    return {
      stored: (name) => (name.startsWith("/") ? `_${name.slice(1)}` : name),
      own: (stored) => (stored.startsWith("/") ? undefined : stored),
    };
  }
  const prefix = `/${team}/`;
  return {
    stored: (name) => prefix + name,
    own: (stored) => (stored.startsWith(prefix) ? stored.slice(prefix.length) : undefined),
  };
}
