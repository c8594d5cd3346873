import { FileSystemError } from "../file-system.ts";
import type { DatabaseRequest, DatabaseTransaction } from "./browser-storage.ts";

/** The object store that holds all bytes, by volume, file and offset. */
export const CHUNKS = "chunks";

/** What a request brings. Rejects with `FileSystemError`. */
export function answer<Result>(request: DatabaseRequest<Result>, path: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(refused(request.error, path));
  });
}

/** Resolves when a transaction is kept. Rejects with `FileSystemError`. */
export function done(transaction: DatabaseTransaction, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(refused(transaction.error, path));
  });
}

function refused(cause: unknown, path: string): FileSystemError {
  const isFull = cause instanceof Error && cause.name === "QuotaExceededError";
  return new FileSystemError(isFull ? "ENOSPC" : "EIO", path, { cause });
}
