import { createProgressView } from "../sync-progress.ts";
import type { Command } from "../read-arguments.ts";
import { createWaitNotice } from "../wait-notice.ts";
import type { World } from "../world.ts";
import { findSources } from "./find-sources.ts";
import type { FoundSource } from "./find-sources.ts";
import { runText, sumText } from "./import-report.ts";
import { createTurns } from "./in-turn.ts";
import { importSource } from "./import-source.ts";
import type { Imported } from "./import-source.ts";
import { openTarget } from "./import-target.ts";

/** Runs that are read at the same time. */
const PARALLEL = 4;

/**
 * Copies runs into a data folder or to a server, and says what came in. Gives the exit code: 0, or 1 when not all came.
 * Throws `Problem` for what the user can put right.
 */
export async function importRuns(
  command: Extract<Command, { kind: "import" }>,
  world: World,
): Promise<number> {
  const { paths, project, json } = command;
  const { fileSystem } = world;
  const sources = await findSources(paths.map(world.resolve), fileSystem);
  const target = await openTarget(command, world);
  const view = createProgressView({ world, runs: sources.length, isQuiet: json, verb: "Importing" });
  const notice = createWaitNotice({
    world,
    place: target.place,
    isQuiet: json,
    clear: () => view.clear(),
  });
  const all: Imported[] = [];
  const inTurn = createTurns();

  async function bring(source: FoundSource): Promise<void> {
    const key = `${source.kind} ${source.folder}`;
    const one = await importSource({
      source,
      target,
      project,
      fileSystem,
      inTurn,
      onProgress(progress) {
        view.update(key, progress);
        notice.take(progress);
      },
    });
    all.push(one);
    view.ended(key);
    view.clear();
    const text = runText(one, { json });
    if (one.status === "failed" && !json) world.printError(text);
    else world.print(text);
  }

  try {
    const lanes = lanesOf(sources);
    await Promise.all(
      Array.from({ length: PARALLEL }, async () => {
        for (let lane = lanes.shift(); lane !== undefined; lane = lanes.shift()) {
          for (const source of lane) await bring(source);
        }
      }),
    );
  } finally {
    view.end();
    await target.close();
  }
  if (!json) world.print(sumText(all, target.place));
  return all.every(({ status }) => status === "imported" || status === "open") ? 0 : 1;
}

/** Run folders of one run go one after the other, oldest first. */
function lanesOf(sources: readonly FoundSource[]): FoundSource[][] {
  const lanes = new Map<string, FoundSource[]>();
  for (const source of sources) {
    const key = source.kind === "events" ? source.folder : (source.files[0] ?? "");
    lanes.set(key, [...(lanes.get(key) ?? []), source]);
  }
  return [...lanes.values()];
}
