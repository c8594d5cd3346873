import { CoreError } from "@stepwell/core";
import { Problem } from "./problem.ts";
import type { Command } from "./read-arguments.ts";
import type { World } from "./world.ts";

/** After this long without a result, the one who waits is told why. */
const PATIENCE_MS = 5000;

/** Delivers a run folder to a server and says what arrived. Throws `Problem` for what the user can put right. */
export async function sync(command: Extract<Command, { kind: "sync" }>, world: World): Promise<void> {
  const folder = world.resolve(command.folder);
  const stopTimer = world.clock.after(PATIENCE_MS, () => {
    world.printError(
      `Still delivering to ${command.to}; while it does not answer, it is tried again and again. Ctrl-C stops that, and what has arrived stays.`,
    );
  });
  const result = await world
    .sync(folder, command.to)
    .catch((error: unknown) => {
      throw CoreError.isInstance(error) ? new Problem(error.message, { cause: error }) : error;
    })
    .finally(stopTimer);
  for (const sentence of result.damage) world.printError(sentence);
  const rows = result.rows === 1 ? "1 row" : `${result.rows} rows`;
  world.print(
    {
      delivered: `Delivered ${rows} of "${folder}" to ${command.to}.`,
      open: `Delivered ${rows} of "${folder}" to ${command.to} so far; the run still goes on.`,
      skipped: `"${folder}" was delivered before. Remove its ".synced" file to send it again.`,
    }[result.status],
  );
}
