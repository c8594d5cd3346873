import type { FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import { UsageError } from "../core-error.ts";
import { parseJsonBytes } from "../file/json-bytes.ts";
import { wandbFolder } from "../file/wandb-folder.ts";
import { checkRunId } from "../settings/check-options.ts";

const MAX_BYTES = 4096;

/** `wandb/wandb-resume.json`: the run of a folder that has not ended well, for `resume: "auto"`. */
export interface AutoResumeFile {
  /** The id in it; undefined without a file that names one. */
  read(): string | undefined;
  write(runId: string): void;
  remove(): void;
}

/** Nothing here throws: a run is not kept from starting or ending by a hint for the next one. */
export function createAutoResumeFile({
  root,
  fileSystem,
}: {
  root: string;
  fileSystem: FileSystem;
}): AutoResumeFile {
  const path = `${wandbFolder(root, fileSystem)}/wandb-resume.json`;

  return {
    read() {
      const found = fileSystem.statSync(path);
      if (found?.kind !== "file" || found.size > MAX_BYTES) return undefined;
      try {
        const value = parseJsonBytes(fileSystem.readFileSync(path));
        const runId = (value as { run_id?: unknown } | null | undefined)?.run_id;
        if (typeof runId !== "string") return undefined;
        checkRunId(runId);
        return runId;
      } catch (error) {
        if (UsageError.isInstance(error) || FileSystemError.isInstance(error)) return undefined;
        throw error;
      }
    },
    write: (runId) =>
      quietly(() =>
        fileSystem.writeFileSync(path, new TextEncoder().encode(JSON.stringify({ run_id: runId }))),
      ),
    remove: () => quietly(() => fileSystem.removeSync(path)),
  };
}

function quietly(change: () => void): void {
  try {
    change();
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
  }
}
