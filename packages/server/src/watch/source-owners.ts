/** Which of several copies of a run file is the one that is read: the longest. */
export interface SourceOwners<F extends { readonly size: number }> {
  /** True when `file` is to be read for the source: nobody else is, or it is longer than who is. */
  claim(source: string, file: F): boolean;
  /** Gives the source up, so that a copy can take it over. */
  release(source: string, file: F): void;
}

/** Makes an empty register. */
export function createSourceOwners<F extends { readonly size: number }>(): SourceOwners<F> {
  const owners = new Map<string, F>();
  return {
    claim(source, file) {
      const owner = owners.get(source);
      if (owner !== undefined && owner !== file && owner.size >= file.size) return false;
      owners.set(source, file);
      return true;
    },
    release(source, file) {
      if (owners.get(source) === file) owners.delete(source);
    },
  };
}
