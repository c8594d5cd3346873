/** The refusals that every run store has in common, as sentences. */
export const runStoreError = {
  closed: () => new Error("[storage] Failed to use the run store: it is closed. Open it again."),
  noRun: (number: number) =>
    new Error(
      `[storage] Failed to change run "${number}": it does not exist or was removed. Open the run first.`,
    ),
  noSource: (id: string, number: number) =>
    new Error(
      `[storage] Failed to add files of source "${id}": run "${number}" has no such source. Save the source first.`,
    ),
  removedSource: (id: string) =>
    new Error(
      `[storage] Failed to save source "${id}": its run was removed. Ask findSource before reading a source.`,
    ),
  otherRun: (id: string, run: number) =>
    new Error(
      `[storage] Failed to save source "${id}": it belongs to run "${run}". A source feeds one run only.`,
    ),
} as const;
