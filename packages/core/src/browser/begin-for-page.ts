import type { FileSystem } from "@stepwell/effects";
import type { TreeChange } from "@stepwell/effects/browser";
import { beginHere } from "../run/begin-here.ts";
import type { BegunRun } from "../run/begun-run.ts";
import { notKept } from "../run/not-kept.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { BEGINNING_PARTS } from "./beginning-parts.ts";
import type { BegunFacts } from "./begun-facts.ts";
import type { BeginRequest } from "./page-messages.ts";

/** A run that a page goes on with, whose file stays with its worker. */
export interface PageRunBegun {
  readonly begun: BegunRun;
  /** What the page needs. */
  readonly facts: BegunFacts;
}

/**
 * Begins the run of a page in its worker. Rejects with `UsageError`, and with `DiskError` when the storage did not take
 * it.
 */
export async function beginForPage(
  { config }: BeginRequest,
  settings: Settings,
  world: World,
): Promise<PageRunBegun> {
  const begun = await beginHere({ settings, config, world, load: BEGINNING_PARTS });
  const { folder, file, first, written, writerId, startingStep, summary, resumed, hints } = begun;
  await file.sync();
  if (file.failure !== undefined) throw notKept(folder, file.failure);
  const { path, filesFolder, runFile } = folder;
  const facts: BegunFacts = {
    settings: begun.settings,
    config: begun.config,
    hints,
    folder: { path, filesFolder, runFile },
    first,
    records: written,
    size: file.size,
    writerId,
    startedMs: world.clock.now() - begun.now().runtime * 1000,
    startingStep,
    summary,
    resumed,
    names: namesBelow("", world.fileSystem),
  };
  return { begun, facts };
}

function namesBelow(folder: string, fileSystem: FileSystem): TreeChange[] {
  return fileSystem.listSync(folder).flatMap(({ name }): TreeChange[] => {
    const path = `${folder}/${name}`;
    const found = fileSystem.statSync(path);
    if (found === undefined) return [];
    if (found.kind === "folder") return [{ kind: "folder", path }, ...namesBelow(path, fileSystem)];
    return [{ kind: "file", path, id: Number(found.identity), bytes: { length: found.size } }];
  });
}
