import { FileSystemError } from "@stepwell/effects";
import type { FileSystem, FolderEntry } from "@stepwell/effects";

/**
 * A view of `folder` in which everything that is written lies in `side`, so that reading a run leaves no trace beside it.
 * What was written is read from there. Notes about deliveries that lie beside the run files are not seen: they are about
 * other servers.
 */
export function withSideFolder(
  fileSystem: FileSystem,
  { folder, side }: { folder: string; side: string },
): FileSystem {
  const sideOf = (path: string): string | undefined =>
    path === folder || path.startsWith(`${folder}/`) ? `${side}${path.slice(folder.length)}` : undefined;

  function toWrite(path: string): string {
    const aside = sideOf(path);
    if (aside === undefined) return path;
    fileSystem.makeFolderSync(aside.slice(0, aside.lastIndexOf("/")));
    return aside;
  }

  function toRead(path: string): string {
    const aside = sideOf(path);
    if (aside === undefined) return path;
    return isNote(path) || fileSystem.statSync(aside)?.kind === "file" ? aside : path;
  }

  function merged(own: readonly FolderEntry[], written: readonly FolderEntry[]): readonly FolderEntry[] {
    const names = new Set(written.map(({ name }) => name));
    return [...written, ...own.filter(({ name }) => !names.has(name) && !isNote(name))];
  }

  function writtenIn(path: string): readonly FolderEntry[] {
    const aside = sideOf(path);
    return aside !== undefined && fileSystem.statSync(aside)?.kind === "folder"
      ? fileSystem.listSync(aside)
      : [];
  }

  return {
    ...fileSystem,
    openAppend: (path, options) => fileSystem.openAppend(toWrite(path), options),
    read: (path, offset, length) => fileSystem.read(toRead(path), offset, length),
    readFile: (path) => fileSystem.readFile(toRead(path)),
    readFileSync: (path) => fileSystem.readFileSync(toRead(path)),
    writeFile: (path, data) => fileSystem.writeFile(toWrite(path), data),
    writeFileSync: (path, data) => fileSystem.writeFileSync(toWrite(path), data),
    copyFile: (from, path) => fileSystem.copyFile(toRead(from), toWrite(path)),
    copyFileSync: (from, path) => fileSystem.copyFileSync(toRead(from), toWrite(path)),
    makeFolderSync: (path) => fileSystem.makeFolderSync(sideOf(path) ?? path),
    list: async (path) => merged(await fileSystem.list(path), writtenIn(path)),
    listSync: (path) => merged(fileSystem.listSync(path), writtenIn(path)),
    stat: (path) => fileSystem.stat(toRead(path)),
    statSync: (path) => fileSystem.statSync(toRead(path)),
    realPath: (path) => fileSystem.realPath(toRead(path)),
    removeSync(path) {
      const aside = sideOf(path);
      if (aside === undefined) throw new FileSystemError("EACCES", path);
      fileSystem.removeSync(aside);
    },
  };
}

/** What deliveries note beside `run-<id>.wandb`; the lock and `.syncstate` are its writer's. */
function isNote(path: string): boolean {
  return /\.wandb\.(synced|sync\.json|sync\.first|uploaded)$/.test(path);
}
