import { accountStoreError } from "../account-store-error.ts";
import type { AccountStore, StoredKey, StoredSession, StoredUser } from "../account-store.ts";

/** Accounts in memory. `check` throws once their store is closed. */
export function createMemoryAccounts(check: () => void): AccountStore {
  const users = new Map<string, StoredUser>();
  const keys = new Map<string, StoredKey>();
  const sessions = new Map<string, StoredSession>();

  const dropKey = (id: string): boolean => {
    for (const [hash, { key }] of sessions) if (key === id) sessions.delete(hash);
    return keys.delete(id);
  };
  const keysOf = (team: string, user?: string): StoredKey[] =>
    [...keys.values()].filter((key) => key.team === team && (user === undefined || key.user === user));

  return {
    async users(team) {
      check();
      return [...users.values()].filter((user) => team === undefined || user.team === team).toSorted(byName);
    },
    async user(team, name) {
      check();
      return users.get(nameKey(team, name));
    },
    async saveUser(user) {
      check();
      users.set(nameKey(user.team, user.name), { ...user });
    },
    async removeUser(team, name) {
      check();
      for (const { id } of keysOf(team, name)) dropKey(id);
      return users.delete(nameKey(team, name));
    },
    async keys(team, user) {
      check();
      return keysOf(team, user).toSorted(byAge);
    },
    async key(id) {
      check();
      return keys.get(id);
    },
    async addKey(key) {
      check();
      if (!users.has(nameKey(key.team, key.user))) throw accountStoreError.noUser(key.team, key.user);
      if (keys.has(key.id)) throw accountStoreError.takenKey(key.id);
      keys.set(key.id, { ...key });
    },
    async noteUse(id, usedMs) {
      check();
      const key = keys.get(id);
      if (key !== undefined) keys.set(id, { ...key, usedMs });
    },
    async removeKey(id) {
      check();
      return dropKey(id);
    },
    async session(hash) {
      check();
      return sessions.get(hash);
    },
    async addSession(session) {
      check();
      if (!keys.has(session.key)) throw accountStoreError.noKey(session.key);
      for (const [hash, { endsMs }] of sessions) if (endsMs <= session.createdMs) sessions.delete(hash);
      sessions.set(session.hash, { ...session });
    },
    async removeSession(hash) {
      check();
      sessions.delete(hash);
    },
  };
}

function nameKey(team: string, name: string): string {
  return JSON.stringify([team, name]);
}

function byName(a: StoredUser, b: StoredUser): number {
  return compare(a.team, b.team) || compare(a.name, b.name);
}

function byAge(a: StoredKey, b: StoredKey): number {
  return a.createdMs - b.createdMs || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
