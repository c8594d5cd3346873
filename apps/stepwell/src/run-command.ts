import { exportRuns } from "./export/export-runs.ts";
import { importRuns } from "./import/import-runs.ts";
import { login } from "./accounts/login.ts";
import { manageAccounts } from "./accounts/manage-accounts.ts";
import { backUpOrRestore } from "./backup/back-up.ts";
import { completionScript } from "./command-line/completion-script.ts";
import { COMMANDS, commandNamed } from "./command-line/commands.ts";
import { commandText, overviewText } from "./command-line/help-text.ts";
import { doctor } from "./doctor/doctor.ts";
import { Problem } from "./problem.ts";
import { readArguments } from "./read-arguments.ts";
import type { Command } from "./read-arguments.ts";
import { serve } from "./serve.ts";
import { sync } from "./sync.ts";
import { VERSION } from "./version.ts";
import type { World } from "./world.ts";

/**
 * Does what the words after `stepwell` say, in `world`. Gives the exit code: 0, 1 for what failed or did not go wholly
 * well, 2 for words that can't be meant, 130 or 143 where a signal ended it before its end.
 */
export async function runCommand(argv: readonly string[], world: World): Promise<number> {
  try {
    return (await run(readArguments(argv), world)) ?? 0;
  } catch (error) {
    if (error instanceof Problem) {
      world.printError(error.message);
      return error.exitCode;
    }
    // A stack is for whoever asks for it.
    const isTraced = (world.doctorHost.environment["STEPWELL_TRACE"] ?? "") !== "";
    const reason =
      error instanceof Error ? ((isTraced ? error.stack : undefined) ?? error.message) : String(error);
    world.printError(
      `[stepwell] Failed to run: ${reason.replace(/\.$/, "")}. That is a fault of Stepwell's or of this machine; STEPWELL_TRACE=1 tells where it happened.`,
    );
    return 1;
  }
}

function run(command: Command, world: World): Promise<number | void> | void {
  switch (command.kind) {
    case "help":
      return help(command, world);
    case "version":
      world.print(command.json ? JSON.stringify({ stepwell: VERSION }) : VERSION);
      return undefined;
    case "completion": {
      const { shell, json } = command;
      const script = completionScript(shell);
      world.print(json ? JSON.stringify({ shell, script }) : script.trimEnd());
      return undefined;
    }
    case "serve":
      return serve(command, world);
    case "sync":
      return sync(command, world);
    case "import":
      return importRuns(command, world);
    case "export":
      return exportRuns(command, world);
    case "login":
      return login(command, world);
    case "users":
    case "keys":
      return manageAccounts(command, world);
    case "backup":
    case "restore":
      return backUpOrRestore(command, world);
    case "doctor":
      return doctor(command, world);
  }
}

function help({ command: name, json }: Extract<Command, { kind: "help" }>, { print, output }: World): void {
  const command = name === undefined ? undefined : commandNamed(name);
  if (json) print(JSON.stringify(command ?? COMMANDS));
  else print(command === undefined ? overviewText(output) : commandText(command, output));
}
