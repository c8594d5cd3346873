import type { FileItem } from "@stepwell/protocol";
import { placeFile } from "../file/place-file.ts";
import { wandbFolder } from "../file/wandb-folder.ts";
import { showValue } from "../show-value.ts";
import { checkOptions, checkText } from "./check-call.ts";
import { checkChoice } from "./check-choice.ts";
import { expandGlob } from "./expand-glob.ts";
import type { RunContext } from "./run-context.ts";
import type { Run } from "./run.ts";
import { refuseToSave, savePlace } from "./save-place.ts";

const OPTION_NAMES = ["basePath", "policy", "glob"];
const POLICIES = ["live", "now", "end"] as const;
/** The run writes these itself; one of the user's would be lost, or written over. Many disks know no capitals. */
const OWN_FILES: ReadonlySet<string> = new Set([
  "config.yaml",
  "diff.patch",
  "output.log",
  "requirements.txt",
  "wandb-metadata.json",
  "wandb-summary.json",
]);

/** When a saved file is delivered: whenever it changes, once and at once, or once at the end. */
export type SavePolicy = (typeof POLICIES)[number];

/** Which files a path means, and when they are uploaded. */
export interface SaveOptions {
  /** The folder whose part of the path is left out at the server. Default: the working folder. */
  readonly basePath?: string;
  /** Default `live`. A file that can only be copied is saved as it is now. */
  readonly policy?: SavePolicy;
  /** Default true. False: the path is the name of a file, whatever characters are in it. */
  readonly glob?: boolean;
}

/** The part of a run that saves the user's files. */
export function createFileSaver({
  settings,
  world,
  folder,
  checkOpen,
  write,
  count,
}: RunContext): Pick<Run, "save"> {
  const { fileSystem } = world;
  const { filesFolder } = folder;
  const recorded = new Set<string>();
  const placed = new Set<string>();
  let isRemoteNoted = false;

  function noteRemote(path: string): void {
    if (!isRemoteNoted && !settings.silent) {
      world.print(`Stepwell: "${showValue(path)}" is not saved, since it is no file of this machine.\n`);
    }
    isRemoteNoted = true;
  }

  function keep(source: string, path: string, policy: SavePolicy): FileItem | undefined {
    const target = `${filesFolder}/${path}`;
    if (OWN_FILES.has(path.toLowerCase()) || (!placed.has(path) && isTaken(source, target))) return undefined;
    const how = source === target ? "linked" : placeFile({ source, target, fileSystem });
    if (how === undefined) return undefined;
    placed.add(path);
    return { path, policy: how === "copied" && policy === "live" ? "now" : policy, kind: "other" };
  }

  /** A file of the run itself, as a picture, is not replaced. */
  function isTaken(source: string, target: string): boolean {
    const there = fileSystem.statSync(target);
    return there !== undefined && there.identity !== fileSystem.statSync(source)?.identity;
  }

  /** What is followed, or comes at the end, is said once; what is wanted now is said each time. */
  function isNews({ path, policy }: FileItem): boolean {
    if (policy === "now") return true;
    const key = `${policy} ${path}`;
    if (recorded.has(key)) return false;
    recorded.add(key);
    return true;
  }

  return {
    save(path, options = {}) {
      checkOpen("save files of");
      checkText("save files", path);
      checkOptions("save files", options, OPTION_NAMES, '{ policy: "end" }');
      const { policy = "live", basePath, glob = true } = options;
      checkChoice("save files", "policy", policy, POLICIES);
      if (basePath !== undefined) checkText("save files", basePath);
      if (/^(gs|s3):\/\//.test(path)) {
        noteRemote(path);
        return [];
      }
      const place = savePlace(path, basePath, world.workingFolder);
      const found = expandGlob({
        fileSystem,
        ...place,
        skip: wandbFolder(settings.root, fileSystem),
        literal: !glob,
      });
      if (found === "too many") refuseToSave(`"${path}" means too many files`, "Give a narrower pattern.");
      const files = found.flatMap((each) => keep(`${place.base}/${each}`, each, policy) ?? []);
      count("file", found.length - files.length);
      const news = files.filter(isNews);
      if (news.length > 0) write([{ type: "files", files: news }]);
      return files.map((file) => `${filesFolder}/${file.path}`);
    },
  };
}
