import { DiskError } from "../errors/disk-error.ts";
import type { RunFile } from "../file/run-file.ts";
import type { RunContext } from "./run-context.ts";
import type { RunLife } from "./run-life.ts";
import type { RowWriter } from "./row-writer.ts";

/** Brings everything logged so far to the disk. Rejects with `DiskError` when the disk refused some of it. */
export async function flushRun(
  { folder }: Pick<RunContext, "folder">,
  { life, writer, file }: { life: RunLife; writer: RowWriter; file: RunFile },
): Promise<void> {
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
