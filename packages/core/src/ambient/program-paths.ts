import type { World } from "../world.ts";
import { absolutePath } from "../file/absolute-path.ts";
import { findRepositoryFolder } from "./git-facts.ts";

/** Where the program lies; empty where it lies elsewhere. With forward slashes. */
export interface ProgramPaths {
  /** Below the root of the repository around the working folder, or else below the working folder. */
  readonly codePath: string;
  /** Below the working folder. */
  readonly codePathLocal: string;
}

/** Reads the files of `.git`, at most one for each folder upwards. */
export function programPaths(
  { workingFolder, fileSystem }: Pick<World, "workingFolder" | "fileSystem">,
  program: string,
): ProgramPaths {
  const root = findRepositoryFolder(fileSystem, workingFolder) ?? workingFolder;
  const path = absolutePath(program, workingFolder);
  return { codePath: below(root, path), codePathLocal: below(workingFolder, path) };
}

function below(folder: string, path: string): string {
  const [from, to] = [folder.replaceAll("\\", "/").replace(/\/$/, ""), path.replaceAll("\\", "/")];
  const rest = to.startsWith(`${from}/`) ? to.slice(from.length + 1) : "";
  return rest.split("/").includes("..") ? "" : rest;
}
