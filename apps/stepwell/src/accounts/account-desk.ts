import { AuthError, createAccounts, FIRST_TEAM } from "@stepwell/server";
import type { Role } from "@stepwell/storage";
import { openDataFolder } from "../open-data.ts";
import { Problem } from "../problem.ts";
import type { World } from "../world.ts";
import { askServer } from "./ask-server.ts";
import type { AccountPlace } from "./read-account-arguments.ts";

/** A user, as the command shows one. */
export interface UserLine {
  readonly team: string;
  readonly name: string;
  readonly role: string;
  /** Milliseconds since 1970. */
  readonly created: number;
}

/** A key without the key. */
export interface KeyLine {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly label: string;
  readonly created: number;
  readonly used: number | null;
}

/** Changes users and keys, in whichever place they are. What is refused throws `Problem`. */
export interface AccountDesk {
  users(): Promise<readonly UserLine[]>;
  addUser(name: string, role: string): Promise<UserLine>;
  setRole(name: string, role: string): Promise<UserLine>;
  removeUser(name: string): Promise<void>;
  /** Of one user; without one of everybody in the team, or at a server of the key's user. */
  keys(user: string | undefined): Promise<readonly KeyLine[]>;
  addKey(user: string | undefined, label: string): Promise<KeyLine & { readonly key: string }>;
  removeKey(id: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens the place that the command names. */
export async function openAccountDesk(place: AccountPlace, world: World): Promise<AccountDesk> {
  return place.to === undefined ? openFolder(place, world) : serverDesk(place.to, place.team, world);
}

async function openFolder({ data, team: asked }: AccountPlace, world: World): Promise<AccountDesk> {
  const team = asked ?? FIRST_TEAM;
  const storage = await openDataFolder(world.resolve(data ?? "wandb/.stepwell"), world).catch(
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      throw new Problem(`${error.message} Or give the address of the server that has it, with "--to".`, {
        cause: error,
      });
    },
  );
  const accounts = createAccounts({ store: storage.runs.accounts, clock: world.clock, random: world.random });
  const refusedAsProblem = async <Value>(work: Promise<Value>): Promise<Value> => {
    try {
      return await work;
    } catch (error) {
      throw AuthError.isInstance(error) ? new Problem(error.message, { cause: error }) : error;
    }
  };
  return {
    users: async () =>
      (await accounts.users(asked)).map(({ createdMs, ...user }) => ({ ...user, created: createdMs })),
    async addUser(name, role) {
      const { createdMs, ...user } = await refusedAsProblem(
        accounts.addUser({ team, name, role: role as Role }),
      );
      return { ...user, created: createdMs };
    },
    async setRole(name, role) {
      const { createdMs, ...user } = await refusedAsProblem(accounts.setRole(team, name, role as Role));
      return { ...user, created: createdMs };
    },
    removeUser: (name) => refusedAsProblem(accounts.removeUser(team, name)),
    keys: async (user) => (await accounts.keys(team, user)).map(keyLine),
    async addKey(user, label) {
      if (user === undefined) {
        throw new Problem(
          '[stepwell] Failed to create a key: whose it is to be is not said. Write "stepwell keys create --user <name>".',
        );
      }
      const { stored, key } = await refusedAsProblem(accounts.addKey(team, user, label));
      return { ...keyLine(stored), key };
    },
    async removeKey(id) {
      await refusedAsProblem(accounts.removeKey(id, { team }));
    },
    close: () => storage.close(),
  };
}

function keyLine(key: Awaited<ReturnType<ReturnType<typeof createAccounts>["keys"]>>[number]): KeyLine {
  const { id, team, user, label, createdMs, usedMs } = key;
  return { id, team, user, label, created: createdMs, used: usedMs ?? null };
}

function serverDesk(address: string, team: string | undefined, world: World): AccountDesk {
  const { apiKey } = world.server(address);
  const ask = <Value>(path: string, method = "GET", body?: object): Promise<Value> =>
    askServer<Value>({ world, address, path, method, key: apiKey, ...(body === undefined ? {} : { body }) });
  const named = team === undefined ? {} : { team };
  const query = (more: Readonly<Record<string, string>> = {}): string => {
    const text = new URLSearchParams({ ...named, ...more }).toString();
    return text === "" ? "" : `?${text}`;
  };
  return {
    users: async () => (await ask<{ users: UserLine[] }>(`/api/users${query()}`)).users,
    addUser: (name, role) => ask<UserLine>("/api/users", "POST", { name, role, ...named }),
    setRole: (name, role) =>
      ask<UserLine>(`/api/users/${encodeURIComponent(name)}${query()}`, "PATCH", { role }),
    removeUser: (name) => ask<void>(`/api/users/${encodeURIComponent(name)}${query()}`, "DELETE"),
    keys: async (user) =>
      (await ask<{ keys: KeyLine[] }>(`/api/keys${query(user === undefined ? {} : { user })}`)).keys,
    addKey: (user, label) =>
      ask("/api/keys", "POST", { label, ...(user === undefined ? {} : { user }), ...named }),
    removeKey: (id) => ask<void>(`/api/keys/${encodeURIComponent(id)}${query()}`, "DELETE"),
    close: async () => undefined,
  };
}
