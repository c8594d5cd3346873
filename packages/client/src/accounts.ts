import type { Transport } from "./transport.ts";

/** Who is signed in, and whether anybody has to be. */
export interface SessionInfo {
  /** `open`: nobody has to sign in, and there are no users. */
  readonly auth: "open" | "keys";
  readonly user: SignedInUser | null;
}

/** The user of the session or key that a client uses. */
export interface SignedInUser {
  readonly name: string;
  readonly team: string;
  readonly role: Role;
  /** Also manages the users and keys of other teams. */
  readonly managesTeams: boolean;
}

/** `viewer` reads, `member` also logs, edits and deletes, `admin` also manages users and keys. */
export type Role = "admin" | "member" | "viewer";

/** A key without the key. Times are milliseconds since 1970. */
export interface KeyInfo {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly label: string;
  readonly created: number;
  readonly used: number | null;
  /** The one that this client uses. */
  readonly current: boolean;
}

/** A user of a team. */
export interface UserInfo {
  readonly team: string;
  readonly name: string;
  readonly role: Role;
  readonly created: number;
}

/** What a server with users is asked about them. */
export interface Accounts {
  session(signal?: AbortSignal): Promise<SessionInfo>;
  /** Begins a session of the page with a key. */
  signIn(key: string): Promise<SessionInfo>;
  signOut(): Promise<void>;
  /** Those of the own user, or as admin of any in the team. */
  keys(user?: string): Promise<readonly KeyInfo[]>;
  /** The key is in this reply and nowhere else. */
  addKey(options: {
    readonly label: string;
    readonly user?: string;
  }): Promise<KeyInfo & { readonly key: string }>;
  removeKey(id: string): Promise<void>;
  users(): Promise<readonly UserInfo[]>;
  addUser(user: { readonly name: string; readonly role: Role }): Promise<UserInfo>;
  setRole(name: string, role: Role): Promise<UserInfo>;
  /** With all keys and sessions. */
  removeUser(name: string): Promise<void>;
}

/** Makes the calls about users over a transport. */
export function createAccountCalls(transport: Transport): Accounts {
  const remove = async (what: string, path: string): Promise<void> => {
    const response = await transport.send(what, path, { method: "DELETE" });
    await response.body?.cancel();
  };
  return {
    session: (signal) => transport.json("ask who is signed in", "/api/session", { signal }),
    signIn: (key) => transport.json("sign in", "/api/session", { method: "POST", body: { key } }),
    signOut: () => remove("sign out", "/api/session"),
    async keys(user) {
      const query = user === undefined ? {} : { query: { user } };
      return (await transport.json<{ keys: KeyInfo[] }>("list the keys", "/api/keys", query)).keys;
    },
    addKey: (body) => transport.json("create a key", "/api/keys", { method: "POST", body }),
    removeKey: (id) => remove(`revoke key "${id}"`, `/api/keys/${encodeURIComponent(id)}`),
    async users() {
      return (await transport.json<{ users: UserInfo[] }>("list the users", "/api/users")).users;
    },
    addUser: (body) => transport.json(`add user "${body.name}"`, "/api/users", { method: "POST", body }),
    setRole: (name, role) =>
      transport.json(`change user "${name}"`, `/api/users/${encodeURIComponent(name)}`, {
        method: "PATCH",
        body: { role },
      }),
    removeUser: (name) => remove(`remove user "${name}"`, `/api/users/${encodeURIComponent(name)}`),
  };
}
