import { foldersUpwards, readText } from "../ambient/read-text.ts";
import type { World } from "../world.ts";

const UNCATEGORIZED = "uncategorized";
const MAX_LENGTH = 128;

/**
 * The project of a run that names none: the folder of the repository around the working folder, with the way from it
 * to the program's folder, as `mnist-src_train`. `uncategorized` outside of
 * a repository, and where git is turned off.
 */
export function defaultProject(
  { fileSystem, host, workingFolder }: World,
  options: { readonly git: boolean },
): string {
  const folders = options.git ? foldersUpwards(workingFolder) : [];
  const root = folders.find((folder) => isRepository(fileSystem, folder));
  const name = root === undefined ? "" : (root.split(/[/\\]/).at(-1) ?? "");
  if (root === undefined || name === "") return UNCATEGORIZED;
  const way = wayTo(host.program, root);
  return `${name}${way === "" ? "" : `-${way}`}`.replaceAll(/[/\\#?%:]/g, "_").slice(0, MAX_LENGTH);
}

// Worktrees and submodules have a file in place of the folder.
function isRepository(fileSystem: World["fileSystem"], folder: string): boolean {
  return (
    readText(fileSystem, `${folder}/.git/HEAD`, 4096) !== undefined ||
    readText(fileSystem, `${folder}/.git`, 4096)?.startsWith("gitdir: ") === true
  );
}

// A program below node_modules is a runner, as of tests, and says nothing about the project.
function wayTo(program: string, root: string): string {
  const parts = program.split(/[/\\]/);
  const rootParts = root.split(/[/\\]/);
  const isInside = rootParts.every((part, index) => parts[index] === part);
  const way = isInside ? parts.slice(rootParts.length, -1) : [];
  return way.includes("node_modules") ? "" : way.join("/");
}
