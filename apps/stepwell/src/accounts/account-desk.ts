import type { World } from "../world.ts";
import { openFolderDesk } from "./folder-desk.ts";
import type { AccountPlace } from "./read-account-arguments.ts";
import { createServerDesk } from "./server-desk.ts";

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
  return place.to === undefined
    ? openFolderDesk(place, world)
    : createServerDesk({ address: place.to, team: place.team, world });
}
