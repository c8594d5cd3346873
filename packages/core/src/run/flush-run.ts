import { DiskError } from "../errors/disk-error.ts";
import type { RunCore } from "./run-core.ts";

/** Brings everything logged so far to the disk. Rejects with `DiskError` when the disk refused some of it. */
export async function flushRun({ folder, life, writer, file }: RunCore): Promise<void> {
  if (!life.isOpen) return;
  writer.flush();
  await file.sync();
  const { failure } = file;
  if (failure === undefined) return;
  throw new DiskError(
    `[core] Failed to keep what was logged: the run file in "${folder.path}" was refused (${failure.code}). Make room; a new run can be written then.`,
    { path: folder.path, code: failure.code, cause: failure },
  );
}
