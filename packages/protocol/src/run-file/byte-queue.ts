/** Bytes on their way from slices of any size to a reader; `offset` is the place of the first one in the whole stream. */
export interface ByteQueue {
  readonly offset: number;
  readonly length: number;
  push(bytes: Uint8Array): void;
  /** A view of the next `count` bytes, valid until the next push; undefined while there are fewer. */
  peek(count: number): Uint8Array | undefined;
  drop(count: number): void;
  clear(): void;
}

/** A queue whose first byte lies at `position`: one buffer that is moved to its front when it runs full and grows when that does not help. */
export function createByteQueue(position: number): ByteQueue {
  let buffer = new Uint8Array(0);
  let from = 0;
  let to = 0;
  let offset = position;

  return {
    get offset() {
      return offset;
    },
    get length() {
      return to - from;
    },
    push(bytes) {
      const length = to - from;
      if (to + bytes.length > buffer.length) {
        const needed = length + bytes.length;
        const target =
          needed > buffer.length ? new Uint8Array(Math.max(needed, 2 * buffer.length, 4096)) : buffer;
        target.set(buffer.subarray(from, to));
        buffer = target;
        from = 0;
        to = length;
      }
      buffer.set(bytes, to);
      to += bytes.length;
    },
    peek: (count) => (count <= to - from ? buffer.subarray(from, from + count) : undefined),
    drop(count) {
      from += count;
      offset += count;
      if (from === to) {
        from = 0;
        to = 0;
      }
    },
    clear() {
      buffer = new Uint8Array(0);
      from = 0;
      to = 0;
    },
  };
}
