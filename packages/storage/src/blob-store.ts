/** Bytes by content address: the lower-case hex SHA-256 of the bytes. */
export interface BlobStore {
  /** Stores bytes and returns their address; storing them again changes nothing. Durable when it resolves. */
  put(bytes: Uint8Array): Promise<string>;
  /** Undefined when unknown. */
  get(address: string): Promise<Uint8Array | undefined>;
  size(address: string): Promise<number | undefined>;
  remove(address: string): Promise<void>;
  close(): Promise<void>;
}
