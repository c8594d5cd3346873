/** Digests that are computed as the bytes come. Hosts bring their own where those are faster than what a language can do. */
export interface Hashes {
  md5(): Hash;
  sha256(): Hash;
}

/** A digest on its way. */
export interface Hash {
  update(bytes: Uint8Array): void;
  /** Lower-case hex; the last call. */
  hex(): string;
}
