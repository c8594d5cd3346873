import type { World } from "../world.ts";
import type { AccountDesk, KeyLine, UserLine } from "./account-desk.ts";
import { askServer } from "./ask-server.ts";

/** Changes users and keys at a server that runs, with the key that the settings have for it. */
export function createServerDesk({
  address,
  team,
  world,
}: {
  readonly address: string;
  readonly team: string | undefined;
  readonly world: World;
}): AccountDesk {
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
