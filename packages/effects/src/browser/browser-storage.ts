/** What is used of the origin private file system, as the standard names it. */
export interface DirectoryHandle {
  getDirectoryHandle(name: string, options?: { create?: boolean }): Promise<DirectoryHandle>;
  getFileHandle(name: string, options?: { create?: boolean }): Promise<FileHandle>;
  removeEntry(name: string, options?: { recursive?: boolean }): Promise<void>;
  keys(): AsyncIterable<string>;
}

interface FileHandle {
  createSyncAccessHandle?(): Promise<SyncAccessHandle>;
}

export interface SyncAccessHandle {
  read(buffer: Uint8Array, options: { at: number }): number;
  write(buffer: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

/** What is used of IndexedDB, as the standard names it. */
export interface DatabaseFactory {
  open(name: string, version: number): DatabaseRequest<Database> & { onupgradeneeded: (() => void) | null };
}

export interface Database {
  createObjectStore(name: string): unknown;
  transaction(store: string, mode: "readonly" | "readwrite"): DatabaseTransaction;
}

export interface DatabaseTransaction {
  objectStore(name: string): DatabaseStore;
  oncomplete: (() => void) | null;
  onabort: (() => void) | null;
  readonly error: unknown;
}

interface DatabaseStore {
  put(value: unknown, key: DatabaseKey): unknown;
  delete(key: DatabaseKeyRange): unknown;
  getAll(range: DatabaseKeyRange): DatabaseRequest<unknown[]>;
  getAllKeys(range?: DatabaseKeyRange): DatabaseRequest<unknown[]>;
}

export interface DatabaseRequest<Result> {
  readonly result: Result;
  readonly error: unknown;
  onsuccess: (() => void) | null;
  onerror: (() => void) | null;
}

type DatabaseKey = readonly (string | number)[];

/** Opaque; made by `DatabaseKeyRanges`. */
export type DatabaseKeyRange = object;

/** The part of `IDBKeyRange` that is used. */
export interface DatabaseKeyRanges {
  bound(lower: DatabaseKey, upper: DatabaseKey, lowerOpen?: boolean, upperOpen?: boolean): DatabaseKeyRange;
}
