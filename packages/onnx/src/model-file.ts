/** A file that a session was made from. */
export interface ModelFile {
  /** Bytes. */
  readonly size: number;
  /** Lower-case hex; absent where the host has no digests, as a page without https. */
  readonly sha256?: string;
  /** Absent for a file over 512 MiB. */
  readonly bytes?: Uint8Array;
}

/** Files beyond this are only measured and digested. */
export const LARGEST_READ = 512 * 1024 ** 2;
