import type { FileSystem } from "@stepwell/effects";
import type { TreeChange } from "@stepwell/effects/browser";
import { autoResumePath } from "../resume/auto-resume-file.ts";
import { beginHere } from "../run/begin-here.ts";
import { notKept } from "../run/not-kept.ts";
import type { Settings } from "../settings/resolve-settings.ts";
import type { World } from "../world.ts";
import { BEGINNING_PARTS } from "./beginning-parts.ts";
import type { BegunFacts } from "./begun-facts.ts";
import type { BeginRequest } from "./page-messages.ts";

/**
 * Begins the run of a page in its worker, and tells what the page needs to go on with it. Rejects with `UsageError`, and
 * with `DiskError` when the storage did not take it.
 */
export async function beginForPage(
  { config }: BeginRequest,
  settings: Settings,
  world: World,
): Promise<BegunFacts> {
  const begun = await beginHere({ settings, config, world, load: BEGINNING_PARTS });
  const { folder, file, first, written, writerId, startingStep, summary, resumed, hints } = begun;
  await file.sync();
  // The page appends to it from now on.
  file.close();
  if (file.failure !== undefined) throw notKept(folder, file.failure);
  const { path, filesFolder, runFile } = folder;
  return {
    settings: begun.settings,
    config: begun.config,
    hints,
    folder: { path, filesFolder, runFile },
    first,
    written,
    writerId,
    startedMs: world.clock.now() - begun.now().runtime * 1000,
    startingStep,
    summary,
    resumed,
    resumeFile: resumeFileOf(begun.settings, world.fileSystem),
    names: namesBelow("", world.fileSystem),
  };
}

function resumeFileOf({ resume, root }: Settings, fileSystem: FileSystem): string | undefined {
  const isAuto = resume.kind === "resume" && resume.when === "auto";
  return isAuto ? autoResumePath(root, fileSystem) : undefined;
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
