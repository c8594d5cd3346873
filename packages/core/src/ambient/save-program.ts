import type { LogRecord } from "@stepwell/protocol";
import { parentFolder } from "../file/parent-folder.ts";
import type { World } from "../world.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { programPaths } from "./program-paths.ts";

const MAX_BYTES = 5 * 1024 * 1024;

/**
 * Copies the program into `files/code/`, where it lies below its repository or the working folder, and says so in the
 * config as `_wandb.code_path`. A program that lies elsewhere, or has more than 5 MiB, is left out.
 */
export function saveProgram(
  { fileSystem, workingFolder }: World,
  { program, filesFolder }: { program: string; filesFolder: string },
): readonly LogRecord[] {
  const { codePath } = programPaths({ fileSystem, workingFolder }, program);
  if (codePath === "") return [];
  const source = absolutePath(program, workingFolder);
  const found = fileSystem.statSync(source);
  if (found?.kind !== "file" || found.size > MAX_BYTES) return [];
  const path = `code/${codePath}`;
  const target = `${filesFolder}/${path}`;
  fileSystem.makeFolderSync(parentFolder(target));
  fileSystem.writeFileSync(target, fileSystem.readFileSync(source));
  return [
    { type: "config", update: [{ path: ["_wandb", "code_path"], value: path }], remove: [] },
    { type: "files", files: [{ path, policy: "now", kind: "wandb" }] },
  ];
}
