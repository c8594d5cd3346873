import { notKept } from "./not-kept.ts";
import type { RunCore } from "./run-core.ts";

/** Brings everything logged so far to the disk. Rejects with `DiskError` when the disk refused some of it. */
export async function flushRun({ folder, life, writer, file }: RunCore): Promise<void> {
  if (!life.isOpen) return;
  writer.flush();
  await file.sync();
  if (file.failure !== undefined) throw notKept(folder, file.failure);
}
