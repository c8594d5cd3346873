import type { Clock, Random } from "@stepwell/effects";
import type { AccountStore, Role, StoredKey, StoredUser } from "@stepwell/storage";
import { createKeyedQueue } from "../ingest/keyed-queue.ts";
import { ENTITY } from "../wire/entity-name.ts";
import { makeApiKey } from "./api-key.ts";
import { AuthError } from "./auth-error.ts";
import { hashOf } from "./secret-text.ts";

/** Manages users and keys. What can't be done rejects with an `AuthError`. */
export interface Accounts {
  users(team?: string): Promise<readonly StoredUser[]>;
  /** Refuses a name that is taken. */
  addUser(user: { readonly team: string; readonly name: string; readonly role: Role }): Promise<StoredUser>;
  setRole(team: string, name: string, role: Role): Promise<StoredUser>;
  /** With all keys and sessions. */
  removeUser(team: string, name: string): Promise<void>;
  keys(team: string, user?: string): Promise<readonly StoredKey[]>;
  /** The key is in this reply and nowhere else. */
  addKey(
    team: string,
    user: string,
    label: string,
  ): Promise<{ readonly stored: StoredKey; readonly key: string }>;
  /** A key of this team and, where one is named, of this user. */
  removeKey(id: string, of: { readonly team: string; readonly user?: string }): Promise<StoredKey>;
}

const ROLES: readonly Role[] = ["admin", "member", "viewer"];
const MAX_USERS = 10_000;
const MAX_KEYS = 100;
const MAX_LABEL = 100;

/** What addresses of the page and the doors begin with, where W&B's clients have the team. */
const RESERVED: ReadonlySet<string> = new Set(
  "api artifacts assets files gallery graphql login oidc p sdk settings teams wire".split(" "),
);

/** The team that was there first; its admins manage every team. */
export const FIRST_TEAM: string = ENTITY;

/** Makes the accounts of a server over their store. */
export function createAccounts(options: {
  readonly store: AccountStore;
  readonly clock: Clock;
  readonly random: Random;
}): Accounts {
  const { store, clock, random } = options;
  const queue = createKeyedQueue();
  // What is checked must still be so when it is stored: two admins may remove each other at the same moment.
  const inTurn = <Value>(task: () => Promise<Value>): Promise<Value> => queue.run("", task);

  async function existing(team: string, name: string): Promise<StoredUser> {
    const user = await store.user(team, name);
    if (user !== undefined) return user;
    throw refused(404, "find", name, `team "${team}" has no such user`, "Look at the list of users.");
  }

  /** Without an admin of the first team, nobody could let anybody in any more. */
  async function checkAdminLeft(user: StoredUser): Promise<void> {
    if (user.team !== FIRST_TEAM || user.role !== "admin") return;
    const admins = (await store.users(FIRST_TEAM)).filter(({ role }) => role === "admin");
    if (admins.length > 1) return;
    throw refused(
      409,
      "change",
      user.name,
      "no other admin would be left",
      "Make another user an admin first.",
    );
  }

  return {
    users: (team) => store.users(team),
    addUser: ({ team, name, role }) =>
      inTurn(async () => {
        checkTeam(team);
        checkName(name);
        checkRole(role);
        const users = await store.users(team);
        if (users.some((user) => user.name === name)) {
          throw refused(409, "add", name, `team "${team}" has a user of this name`, "Choose another name.");
        }
        if (users.length >= MAX_USERS) {
          throw refused(409, "add", name, `team "${team}" has "${MAX_USERS}" users`, "Remove some first.");
        }
        const user = { team, name, role, createdMs: clock.now() };
        await store.saveUser(user);
        return user;
      }),
    setRole: (team, name, role) =>
      inTurn(async () => {
        checkRole(role);
        const user = await existing(team, name);
        if (role !== "admin") await checkAdminLeft(user);
        await store.saveUser({ ...user, role });
        return { ...user, role };
      }),
    removeUser: (team, name) =>
      inTurn(async () => {
        await checkAdminLeft(await existing(team, name));
        await store.removeUser(team, name);
      }),
    keys: (team, user) => store.keys(team, user),
    addKey: (team, user, label) =>
      inTurn(async () => {
        await existing(team, user);
        if (label.length > MAX_LABEL) {
          throw refused(
            400,
            "add a key of",
            user,
            `its label has "${label.length}" characters`,
            `Use at most ${MAX_LABEL}.`,
          );
        }
        if ((await store.keys(team, user)).length >= MAX_KEYS) {
          throw refused(
            409,
            "add a key of",
            user,
            `there are "${MAX_KEYS}"`,
            "Revoke those that nobody uses.",
          );
        }
        const { id, key } = makeApiKey(random);
        const stored = { id, team, user, label, hash: await hashOf(key), createdMs: clock.now() };
        await store.addKey(stored);
        return { stored, key };
      }),
    async removeKey(id, { team, user }) {
      const key = await store.key(id);
      const isTheirs = key !== undefined && key.team === team && (user === undefined || key.user === user);
      if (!isTheirs) {
        throw new AuthError(
          404,
          `[server] Failed to revoke key "${id.slice(0, 80)}": there is none with this id. Look at the list of keys.`,
        );
      }
      await store.removeKey(id);
      return key;
    },
  };
}

function checkTeam(team: string): void {
  if (RESERVED.has(team)) {
    throw new AuthError(
      400,
      `[server] Failed to add a user: a team can't be called "${team}", as addresses of the server begin with it. Choose another name.`,
    );
  }
  if (/^[a-z\d][a-z\d_-]{0,63}$/.test(team)) return;
  throw new AuthError(
    400,
    `[server] Failed to add a user: "${team.slice(0, 80)}" is no name for a team. Use up to 64 lower-case letters, digits, "-" and "_".`,
  );
}

function checkName(name: string): void {
  if (/^[\p{L}\d][\p{L}\d._@+-]{0,63}$/u.test(name)) return;
  throw new AuthError(
    400,
    `[server] Failed to add a user: "${name.slice(0, 80)}" is no name for one. Use up to 64 letters, digits and ". _ @ + -", as in "ada" or "ada@lab.example".`,
  );
}

function checkRole(role: string): void {
  if ((ROLES as readonly string[]).includes(role)) return;
  throw new AuthError(
    400,
    `[server] Failed to set a role: "${role.slice(0, 80)}" is none. Use one of "${ROLES.join('", "')}".`,
  );
}

function refused(
  status: 400 | 404 | 409,
  verb: string,
  name: string,
  reason: string,
  remedy: string,
): AuthError {
  return new AuthError(status, `[server] Failed to ${verb} "${name.slice(0, 80)}": ${reason}. ${remedy}`);
}
