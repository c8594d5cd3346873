/** Where calls go: into this thread, or into a worker. */
export interface CallChannel<Call> {
  /** Resolves with the call's value, or rejects with its error. Buffers in `transfer` are handed over. */
  call(call: Call, transfer?: readonly ArrayBuffer[]): Promise<unknown>;
  /** Waits for the calls so far, then closes the database. */
  close(): Promise<void>;
  /** Ends the thread without waiting, as soon as it can be; what is under way rejects. Absent where there is none. */
  stop?(): void;
}

/** What is rejected with after `close`. */
export function closedError(): Error {
  return new Error("[storage-sqlite] Failed to use the storage: it is closed. Open it again.");
}
