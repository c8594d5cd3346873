import { ACCOUNT_COMMANDS } from "./account-commands.ts";
import type { CommandRow, OptionRow } from "./command-row.ts";
import { COMMON_OPTIONS } from "./common-options.ts";
import { DATA_COMMANDS } from "./data-commands.ts";
import { RUN_COMMANDS } from "./run-commands.ts";
import { SELF_COMMANDS } from "./self-commands.ts";

/** Every command. What is read, explained and completed comes from here, and so does docs/command.md. */
export const COMMANDS: readonly CommandRow[] = [
  ...RUN_COMMANDS,
  ...ACCOUNT_COMMANDS,
  ...DATA_COMMANDS,
  ...SELF_COMMANDS,
];

/** Their names. */
export const COMMAND_NAMES: readonly string[] = COMMANDS.map(({ name }) => name);

/** The command of that name. */
export function commandNamed(name: string): CommandRow | undefined {
  return COMMANDS.find((one) => one.name === name);
}

/** All options of a command, those that every command takes among them. */
export function optionsOf(command: CommandRow): Readonly<Record<string, OptionRow>> {
  return { ...command.options, ...COMMON_OPTIONS };
}
