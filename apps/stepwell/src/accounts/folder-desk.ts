import { AuthError, createAccounts, createFileAudit, FIRST_TEAM } from "@stepwell/server";
import type { Role, StoredKey, StoredUser } from "@stepwell/storage";
import { isHeld, openDataFolder } from "../open-data.ts";
import { Problem } from "../problem.ts";
import type { Storage, World } from "../world.ts";
import type { AccountDesk, KeyLine, UserLine } from "./account-desk.ts";
import type { AccountPlace } from "./read-account-arguments.ts";

/** Changes users and keys in a data folder that no server has open, and tells its audit log. */
export async function openFolderDesk(
  { data, team: asked }: AccountPlace,
  world: World,
): Promise<AccountDesk> {
  const team = asked ?? FIRST_TEAM;
  const { clock, random, fileSystem } = world;
  const folder = world.resolve(data ?? "wandb/.stepwell");
  const storage = await openStorage(folder, world);
  const accounts = createAccounts({ store: storage.runs.accounts, clock, random });
  const audit = createFileAudit({ folder, fileSystem, clock });

  async function done<Value>(what: string, work: Promise<Value>): Promise<Value> {
    try {
      const value = await work;
      audit.note({ who: "", what, from: "command line", result: "done" });
      return value;
    } catch (error) {
      throw AuthError.isInstance(error) ? new Problem(error.message, { cause: error }) : error;
    }
  }

  return {
    users: async () => (await accounts.users(asked)).map(userLine),
    async addUser(name, role) {
      const user = accounts.addUser({ team, name, role: role as Role });
      return userLine(await done(`add-user ${team}/${name} as ${role}`, user));
    },
    async setRole(name, role) {
      const user = accounts.setRole(team, name, role as Role);
      return userLine(await done(`set-role ${team}/${name} to ${role}`, user));
    },
    removeUser: (name) => done(`remove-user ${team}/${name}`, accounts.removeUser(team, name)),
    keys: async (user) => (await accounts.keys(team, user)).map(keyLine),
    async addKey(user, label) {
      if (user === undefined) {
        throw new Problem(
          '[stepwell] Failed to create a key: whose it is to be is not said. Write "stepwell keys create --user <name>".',
          { exitCode: 2 },
        );
      }
      const { stored, key } = await done(`add-key of ${team}/${user}`, accounts.addKey(team, user, label));
      return { ...keyLine(stored), key };
    },
    async removeKey(id) {
      await done(`revoke-key ${id}`, accounts.removeKey(id, { team }));
    },
    async close() {
      audit.close();
      await storage.close();
    },
  };
}

async function openStorage(folder: string, world: World): Promise<Storage> {
  try {
    return await openDataFolder(folder, world);
  } catch (error) {
    if (!(error instanceof Problem) || !isHeld(error)) throw error;
    const remedy = 'Or ask the server that has it, with "--to <its address>".';
    throw new Problem(`${error.message} ${remedy}`, { cause: error });
  }
}

function userLine({ createdMs, ...user }: StoredUser): UserLine {
  return { ...user, created: createdMs };
}

function keyLine({ id, team, user, label, createdMs, usedMs }: StoredKey): KeyLine {
  return { id, team, user, label, created: createdMs, used: usedMs ?? null };
}
