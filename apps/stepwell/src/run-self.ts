import { completionScript } from "./command-line/completion-script.ts";
import { COMMANDS, commandNamed } from "./command-line/commands.ts";
import { commandText, overviewText } from "./command-line/help-text.ts";
import { Problem } from "./problem.ts";
import { readArguments } from "./read-arguments.ts";
import type { Command } from "./read-arguments.ts";
import { VERSION } from "./version.ts";
import type { World } from "./world.ts";

/**
 * Reads the words after `stepwell`, and does what is about the command itself: help, version, completion, and sentences
 * for what can't be meant. Gives the exit code, or else the command that is left to do, for which more has to be loaded.
 */
export function runSelf(
  argv: readonly string[],
  world: Pick<World, "print" | "printError" | "output">,
): number | WorkCommand {
  let command: Command;
  try {
    command = readArguments(argv);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    world.printError(error.message);
    return error.exitCode;
  }
  switch (command.kind) {
    case "help":
      world.print(helpText(command, world));
      return 0;
    case "version":
      world.print(command.json ? JSON.stringify({ stepwell: VERSION }) : VERSION);
      return 0;
    case "completion": {
      const { shell, json } = command;
      const script = completionScript(shell);
      world.print(json ? JSON.stringify({ shell, script }) : script.trimEnd());
      return 0;
    }
    default:
      return command;
  }
}

/** A command that does more than tell of itself. */
export type WorkCommand = Exclude<Command, { kind: "help" | "version" | "completion" }>;

function helpText(
  { command: name, json }: Extract<Command, { kind: "help" }>,
  { output }: Pick<World, "output">,
): string {
  const command = name === undefined ? undefined : commandNamed(name);
  if (json) return JSON.stringify(command ?? COMMANDS);
  return command === undefined ? overviewText(output) : commandText(command, output);
}
