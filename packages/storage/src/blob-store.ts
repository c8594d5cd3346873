/** Bytes by content address: the lower-case hex SHA-256 of the bytes. */
export interface BlobStore {
  /** Stores bytes and returns their address; storing them again changes nothing. Durable when it resolves. */
  put(bytes: Uint8Array): Promise<string>;
  /**
   * Stores bytes that come in parts, of which it holds few at a time. Durable when it resolves. When the parts end with an
   * error it rejects with that one, and nothing is stored.
   */
  putParts(parts: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** Undefined when unknown. */
  get(address: string): Promise<Uint8Array | undefined>;
  /** `length` bytes from `from` on, fewer at the end; undefined when unknown. */
  read(address: string, from: number, length: number): Promise<Uint8Array | undefined>;
  size(address: string): Promise<number | undefined>;
  remove(address: string): Promise<void>;
  /** Addresses of all blobs, in no order; one that comes or goes meanwhile may be among them or not. */
  list(): AsyncIterable<string>;
  /** Removes what puts left behind that ended before they were done, and began before that time. */
  removeUnfinished(beforeMs: number): Promise<void>;
  close(): Promise<void>;
}

/** What became of the parts. */
export interface StoredBlob {
  readonly address: string;
  /** Bytes. */
  readonly size: number;
}
