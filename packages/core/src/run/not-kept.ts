import type { FileSystemError } from "@stepwell/effects";
import { DiskError } from "../errors/disk-error.ts";

/** What is said when the storage refused a run's file. */
export function notKept({ path }: { readonly path: string }, failure: FileSystemError): DiskError {
  return new DiskError(
    `[core] Failed to keep what was logged: the run file in "${path}" was refused (${failure.code}). Make room; a new run can be written then.`,
    { path, code: failure.code, cause: failure },
  );
}
