/** The refusals that every account store has in common, as sentences. */
export const accountStoreError = {
  noUser: (team: string, name: string) =>
    new Error(`[storage] Failed to add a key: team "${team}" has no user "${name}". Add the user first.`),
  takenKey: (id: string) =>
    new Error(`[storage] Failed to add a key: its id "${id}" is taken. Make another key.`),
  noKey: (id: string) =>
    new Error(`[storage] Failed to add a session: there is no key "${id}". Sign in with another key.`),
} as const;
