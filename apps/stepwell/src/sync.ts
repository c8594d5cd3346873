import { CoreError } from "@stepwell/core";
import type { SyncProgress, SyncResult } from "@stepwell/core";
import { Problem } from "./problem.ts";
import type { Command } from "./read-arguments.ts";
import { findFolders } from "./sync-folders.ts";
import type { FoundFolder } from "./sync-folders.ts";
import { lanesOf } from "./sync-lanes.ts";
import { createProgressView } from "./sync-progress.ts";
import { sumText, runText } from "./sync-report.ts";
import type { Outcome } from "./sync-report.ts";
import { createWaitNotice } from "./wait-notice.ts";
import type { SyncServer, World } from "./world.ts";

/** After this long without a result, the one who waits is told why. */
const PATIENCE_MS = 5000;
const STOP = "Ctrl-C stops that, and what has arrived stays.";
const GOING_ON = `while it does not answer, it is tried again and again. ${STOP}`;
/** Runs that are sent at the same time. */
const PARALLEL = 4;

/**
 * Delivers run folders to a server and says what arrived. Gives the exit code: 0, or 1 when not all arrived. Throws
 * `Problem` for what the user can put right.
 */
export async function sync(command: Extract<Command, { kind: "sync" }>, world: World): Promise<number> {
  const { to, again, includeOnline, json } = command;
  const server = serverAt(to, world);
  const paths = command.folders.map(world.resolve);
  const folders = await findFolders({ paths, includeOnline, fileSystem: world.fileSystem });
  const view = createProgressView({ world, runs: folders.length, isQuiet: json });
  const place = server.baseUrl;
  const notice = createWaitNotice({ world, place, isQuiet: json, clear: () => view.clear() });
  const stopTimer = world.clock.after(PATIENCE_MS, () => {
    if (!notice.isTold && !json && !world.isTerminal)
      world.printError(`Still delivering to ${place}; ${GOING_ON}`);
  });
  const outcomes: Outcome[] = [];

  async function send(folder: FoundFolder): Promise<void> {
    const outcome = { folder, ...(await attempt(folder)) };
    outcomes.push(outcome);
    view.ended(folder.path);
    // The only one's error ends the command.
    const isTold = outcome.result === undefined && folders.length === 1 && !json;
    const text = runText(outcome, { place, json });
    if (text === undefined || isTold) return;
    view.clear();
    if (outcome.result === undefined && !json) world.printError(text);
    else world.print(text);
  }

  function onProgress(folder: string, progress: SyncProgress): void {
    view.update(folder, progress);
    notice.take(progress);
  }

  async function attempt({
    path,
  }: FoundFolder): Promise<{ result: SyncResult } | { error: CoreError; result?: never }> {
    try {
      const options = { ...server, again, onProgress: onProgress.bind(undefined, path) };
      return { result: await world.sync(path, options) };
    } catch (error) {
      if (CoreError.isInstance(error)) return { error };
      throw error;
    }
  }

  try {
    const lanes = lanesOf(folders);
    await Promise.all(
      Array.from({ length: PARALLEL }, async () => {
        for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
          for (const folder of lane) await send(folder);
        }
      }),
    );
  } finally {
    stopTimer();
    view.end();
  }
  const [only] = outcomes;
  if (outcomes.length === 1 && only?.error !== undefined && !json)
    throw new Problem(only.error.message, { cause: only.error });
  if (outcomes.length !== 1 && !json) world.print(sumText(outcomes, place));
  return outcomes.every(({ result }) => result !== undefined && result.status !== "partial") ? 0 : 1;
}

function serverAt(to: string | undefined, world: World): SyncServer {
  try {
    return world.server(to);
  } catch (error) {
    throw CoreError.isInstance(error) ? new Problem(error.message, { cause: error }) : error;
  }
}
