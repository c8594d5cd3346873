import type { FileView } from "@stepwell/protocol";
import type { StoredRun, UploadedFile } from "@stepwell/storage";

/** The file of that path that came by wire; of several sources the one that started last gives it. */
export function findUpload(run: StoredRun, path: string): UploadedFile | undefined {
  for (const { uploads } of [...run.sources].reverse()) {
    if (uploads !== undefined && Object.hasOwn(uploads, path)) return uploads[path];
  }
  return undefined;
}

/** The files that lie in folders and those that came by wire, by path; a folder's file is the newer one. */
export function withUploads(run: StoredRun, inFolders: readonly FileView[]): readonly FileView[] {
  const files = new Map<string, FileView>();
  for (const { uploads } of run.sources) {
    for (const [path, { size }] of Object.entries(uploads ?? {})) files.set(path, { path, size });
  }
  for (const file of inFolders) files.set(file.path, file);
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}
