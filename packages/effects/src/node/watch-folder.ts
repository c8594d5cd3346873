import { watch } from "node:fs";

/** Tells of changes below a folder for as long as the host can; where it can't, callers still poll. */
export function watchFolder(folder: string, changed: () => void): () => void {
  try {
    const watcher = watch(folder, { recursive: true }, changed);
    watcher.unref();
    // A folder that goes away, or no watches left: polling remains.
    watcher.on("error", () => {
      watcher.close();
    });
    return () => {
      watcher.close();
    };
  } catch {
    return () => undefined;
  }
}
