import { exportRuns } from "./export/export-runs.ts";
import { importRuns } from "./import/import-runs.ts";
import { login } from "./accounts/login.ts";
import { manageAccounts } from "./accounts/manage-accounts.ts";
import { backUpOrRestore } from "./backup/back-up.ts";
import { doctor } from "./doctor/doctor.ts";
import { faultText } from "./fault-text.ts";
import { EXIT_CODE_OF, Problem } from "./problem.ts";
import { runSelf } from "./run-self.ts";
import type { WorkCommand } from "./run-self.ts";
import { serve } from "./serve.ts";
import { sync } from "./sync.ts";
import type { World } from "./world.ts";

/**
 * Does what the words after `stepwell` say, in `world`. Gives the exit code: 0, 1 for what failed or did not go wholly
 * well, 2 for words that can't be meant, 130 or 143 where a signal ended it before its end.
 */
export async function runCommand(argv: readonly string[], world: World): Promise<number> {
  try {
    const command = runSelf(argv, world);
    return typeof command === "number" ? command : ((await run(command, world)) ?? 0);
  } catch (error) {
    if (error instanceof Problem) {
      world.printError(error.message);
      return error.exitCode;
    }
    world.printError(faultText(error, world.doctorHost.environment));
    return 1;
  }
}

function run(command: WorkCommand, world: World): Promise<number | void> {
  switch (command.kind) {
    case "serve":
      return serve(command, world);
    case "sync":
      return untilStopped(sync(command, world), world);
    case "import":
      return untilStopped(importRuns(command, world), world);
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

/** Work that ends with its result, or with the signal that stops the command: then it is left as it is. */
async function untilStopped(work: Promise<number>, world: World): Promise<number> {
  const stopped = world.waitForStop().then((signal) => {
    // Below what was drawn.
    if (world.isTerminal) world.draw("\n");
    world.printError(
      `[stepwell] Stopped before the end. What was done stays; the same command does the rest.`,
    );
    return EXIT_CODE_OF[signal];
  });
  return Promise.race([work, stopped]);
}
