import { exportRuns } from "./export/export-runs.ts";
import { importRuns } from "./import/import-runs.ts";
import { login } from "./accounts/login.ts";
import { manageAccounts } from "./accounts/manage-accounts.ts";
import { backUpOrRestore } from "./backup/back-up.ts";
import { Problem } from "./problem.ts";
import { readArguments } from "./read-arguments.ts";
import { serve } from "./serve.ts";
import { sync } from "./sync.ts";
import { USAGE } from "./usage-text.ts";
import { VERSION } from "./version.ts";
import type { World } from "./world.ts";

/** Does what the words after `stepwell` say, in `world`. Gives the exit code: 0, 2 for bad input, 1 for a fault of ours or a sync or import that did not bring all. */
export async function runCommand(argv: readonly string[], world: World): Promise<number> {
  try {
    const command = readArguments(argv);
    if (command.kind === "help") world.print(USAGE);
    else if (command.kind === "version") world.print(VERSION);
    else if (command.kind === "serve") await serve(command, world);
    else if (command.kind === "login") await login(command, world);
    else if (command.kind === "users" || command.kind === "keys") await manageAccounts(command, world);
    else if (command.kind === "export") await exportRuns(command, world);
    else if (command.kind === "backup" || command.kind === "restore") {
      return await backUpOrRestore(command, world);
    } else if (command.kind === "import") return await importRuns(command, world);
    else return await sync(command, world);
    return 0;
  } catch (error) {
    if (error instanceof Problem) {
      world.printError(error.message);
      return 2;
    }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    world.printError(`[stepwell] Failed to run: ${reason}`);
    return 1;
  }
}
