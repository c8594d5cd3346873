/** Named byte files that a browser keeps for an origin, in folders called volumes; each volume has one user at a time. */
export interface OriginStore {
  /** `opfs` keeps bytes before `append` returns; `indexeddb` when `flush` has resolved. */
  readonly kind: "opfs" | "indexeddb";
  volumes(): Promise<readonly string[]>;
  /** Opens a file for its only user, and makes it when it is not there. Rejects with `FileSystemError`. */
  openFile(volume: string, name: string): Promise<StoredFile>;
  /** Removes a volume that nobody uses, with all its files. */
  removeVolume(volume: string): Promise<void>;
}

/** An open file of an `OriginStore`. It grows at its end only. */
export interface StoredFile {
  readonly size: number;
  /** Bytes that are kept: the size, or less where that takes time. */
  readonly keptSize: number;
  /** Throws `FileSystemError`; then the file is as long as before. */
  append(bytes: Uint8Array): void;
  /** Fewer bytes at the end of the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Absent where bytes can only be had later. */
  readSync?(offset: number, length: number): Uint8Array;
  /** Cuts the file to its first `size` bytes. */
  truncate(size: number): void;
  /** Resolves when all bytes are kept; rejects with `FileSystemError` when some can't be. */
  flush(): Promise<void>;
  /** Further appends throw `EBADF`. */
  close(): void;
}
