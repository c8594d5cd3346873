import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";

/** The text of a file, or undefined when there is none, or more than `maxBytes` of it. Throws nothing. */
export function readText(
  fileSystem: FileSystem,
  path: string,
  maxBytes = 16 * 1024 * 1024,
): string | undefined {
  try {
    const found = fileSystem.statSync(path);
    if (found?.kind !== "file" || found.size > maxBytes) return undefined;
    return new TextDecoder().decode(fileSystem.readFileSync(path));
  } catch (error) {
    if (FileSystemError.isInstance(error)) return undefined;
    throw error;
  }
}

/** The folder and those around it, innermost first. */
export function foldersUpwards(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; /[/\\][^/\\]+$/.test(at);) {
    at = at.replace(/[/\\][^/\\]+$/, "");
    folders.push(at);
  }
  return folders;
}
