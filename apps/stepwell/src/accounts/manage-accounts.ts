import type { World } from "../world.ts";
import { openAccountDesk } from "./account-desk.ts";
import type { AccountDesk, KeyLine, UserLine } from "./account-desk.ts";
import type { AccountCommand } from "./read-account-arguments.ts";

type ManageCommand = Extract<AccountCommand, { kind: "users" | "keys" }>;

/** Does what `stepwell users` or `stepwell keys` says, and prints what came of it. Throws `Problem` when it is refused. */
export async function manageAccounts(command: ManageCommand, world: World): Promise<void> {
  const desk = await openAccountDesk(command, world);
  try {
    const { value, text } =
      command.kind === "users" ? await manageUsers(command, desk) : await manageKeys(command, desk);
    world.print(command.json ? JSON.stringify(value) : text);
  } finally {
    await desk.close();
  }
}

interface Told {
  readonly value: unknown;
  readonly text: string;
}

async function manageUsers(
  command: Extract<ManageCommand, { kind: "users" }>,
  desk: AccountDesk,
): Promise<Told> {
  switch (command.action) {
    case "list": {
      const users = await desk.users();
      return { value: users, text: users.length === 0 ? NO_USERS : table(users.map(userCells)) };
    }
    case "add": {
      const user = await desk.addUser(command.name, command.role);
      const key = await desk.addKey(user.name, "first key");
      const who = `${user.role} "${user.name}" of team "${user.team}"`;
      return {
        value: { ...user, key: key.key },
        text: `Added ${who}. The key, shown this once:\n\n  ${key.key}\n`,
      };
    }
    case "role": {
      const user = await desk.setRole(command.name, command.role);
      return { value: user, text: `"${user.name}" of team "${user.team}" is "${user.role}" now.` };
    }
    case "remove":
      await desk.removeUser(command.name);
      return {
        value: { removed: command.name },
        text: `Removed "${command.name}", with all keys and sessions.`,
      };
  }
}

async function manageKeys(
  command: Extract<ManageCommand, { kind: "keys" }>,
  desk: AccountDesk,
): Promise<Told> {
  switch (command.action) {
    case "list": {
      const keys = await desk.keys(command.user);
      return { value: keys, text: keys.length === 0 ? "There are no keys." : table(keys.map(keyCells)) };
    }
    case "create": {
      const key = await desk.addKey(command.user, command.label);
      return {
        value: key,
        text: `A key of "${key.user}", team "${key.team}", shown this once:\n\n  ${key.key}\n`,
      };
    }
    case "revoke":
      await desk.removeKey(command.id);
      return { value: { revoked: command.id }, text: `Revoked key "${command.id}", with its sessions.` };
  }
}

const NO_USERS = 'There are no users. Make the first admin with "stepwell users add <name> --role admin".';

function userCells({ team, name, role, created }: UserLine): string[] {
  return [team, name, role, `since ${day(created)}`];
}

function keyCells({ id, user, label, created, used }: KeyLine): string[] {
  return [
    id,
    user,
    label === "" ? "-" : label,
    `made ${day(created)}`,
    used === null ? "never used" : `used ${day(used)}`,
  ];
}

function day(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
