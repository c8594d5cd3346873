/** What a user may do: `viewer` reads, `member` also logs, edits and deletes, `admin` also manages users and keys. */
export type Role = "admin" | "member" | "viewer";

/** A person or program in a team. Whoever is in two teams is one user in each. */
export interface StoredUser {
  readonly team: string;
  readonly name: string;
  readonly role: Role;
  readonly createdMs: number;
}

/** A key of a user. The key itself is nowhere. */
export interface StoredKey {
  /** Stands at the beginning of the key, so that a key that was found somewhere can be revoked. */
  readonly id: string;
  readonly team: string;
  readonly user: string;
  /** What it is for, in its owner's words. */
  readonly label: string;
  /** SHA-256 of the key, in lower-case hex. */
  readonly hash: string;
  readonly createdMs: number;
  /** When it was last used, about; undefined before. */
  readonly usedMs?: number;
}

/** A page that somebody signed in to with a key. */
export interface StoredSession {
  /** SHA-256 of what the page's cookie holds, in lower-case hex. */
  readonly hash: string;
  /** The id of the key. */
  readonly key: string;
  readonly createdMs: number;
  readonly endsMs: number;
}

/** Users, keys and sessions. Everything is durable when its promise resolves. */
export interface AccountStore {
  /** Of one team or of all, by team, then by name. */
  users(team?: string): Promise<readonly StoredUser[]>;
  user(team: string, name: string): Promise<StoredUser | undefined>;
  /** Adds the user or replaces the one of this name. */
  saveUser(user: StoredUser): Promise<void>;
  /** Removes a user with all keys and sessions. False when there is none. */
  removeUser(team: string, name: string): Promise<boolean>;
  /** Of one user or of the whole team, the oldest first. */
  keys(team: string, user?: string): Promise<readonly StoredKey[]>;
  key(id: string): Promise<StoredKey | undefined>;
  /** Adds the key. Rejects when its id is taken, or when its user does not exist. */
  addKey(key: StoredKey): Promise<void>;
  /** Notes when a key was used; nothing happens when there is none. */
  noteUse(id: string, usedMs: number): Promise<void>;
  /** Removes a key with its sessions. False when there is none. */
  removeKey(id: string): Promise<boolean>;
  session(hash: string): Promise<StoredSession | undefined>;
  /** Adds the session, and forgets those that ended before it began. Rejects when its key does not exist. */
  addSession(session: StoredSession): Promise<void>;
  removeSession(hash: string): Promise<void>;
}
