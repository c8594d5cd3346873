import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { parentFolder } from "./parent-folder.ts";

/**
 * Puts a file under a second path, over the file that is there: as a link, so that it follows the first, else as a copy.
 * Undefined when it can't be put there.
 */
export function placeFile(place: {
  source: string;
  target: string;
  fileSystem: FileSystem;
}): "linked" | "copied" | undefined {
  const { source, target, fileSystem } = place;
  const placed = (place: () => void): boolean => {
    try {
      place();
      // A host without links does nothing.
      return fileSystem.statSync(target)?.kind === "file";
    } catch (error) {
      if (FileSystemError.isInstance(error)) return false;
      throw error;
    }
  };
  try {
    if (fileSystem.statSync(target)?.kind === "folder") return undefined;
    fileSystem.makeFolderSync(parentFolder(target));
    fileSystem.removeSync(target);
  } catch (error) {
    if (FileSystemError.isInstance(error)) return undefined;
    throw error;
  }
  if (placed(() => fileSystem.linkSync(source, target))) return "linked";
  if (placed(() => fileSystem.hardLinkSync(source, target))) return "linked";
  return placed(() => fileSystem.copyFileSync(source, target)) ? "copied" : undefined;
}
