import { FileSystemError } from "../file-system.ts";

/** What the host threw, as `FileSystemError`; its code is `EIO` where the host gave none. */
export function refused(path: string, cause: unknown): FileSystemError {
  return new FileSystemError(errorCode(cause) ?? "EIO", path, { cause });
}

/** The POSIX name of a host error, if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
