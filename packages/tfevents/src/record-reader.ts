import { createByteQueue } from "@stepwell/protocol";
import { maskedCrc32c } from "./crc32c.ts";

/** What an event file holds next: the bytes of an event, or a stretch that can't be read. Places are file offsets. */
export type RecordEvent =
  | { readonly kind: "record"; readonly bytes: Uint8Array; readonly from: number; readonly end: number }
  | { readonly kind: "damage"; readonly from: number; readonly to: number; readonly reason: string };

/** Takes the TFRecord frames of an event file apart as it grows. Nothing here throws. */
export interface RecordReader {
  /** Takes the file's next bytes; they are copied. */
  push(bytes: Uint8Array): void;
  /** The next record or damage; undefined until more bytes are pushed. */
  next(): RecordEvent | undefined;
  /** The end of the last record that was taken apart. */
  readonly position: number;
  /** A length is wrong: nothing says where the next record begins, so nothing more comes. */
  readonly ended: boolean;
}

/** Eight bytes of length and four of its checksum come before each record, four of checksum after it. */
const HEAD_BYTES = 12;
const FOOT_BYTES = 4;
/** TensorBoard has no limit; pictures and sounds of one event stay far below. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024;

/** A reader before the first byte. A record with a wrong checksum is passed over, since its length is known. */
export function createRecordReader(): RecordReader {
  const queue = createByteQueue(0);
  let ended = false;

  function stop(reason: string): RecordEvent {
    ended = true;
    const from = queue.offset;
    const to = from + queue.length;
    queue.clear();
    return { kind: "damage", from, to, reason };
  }

  return {
    push(bytes) {
      if (!ended) queue.push(bytes);
    },
    next() {
      const head = ended ? undefined : queue.peek(HEAD_BYTES);
      if (head === undefined) return undefined;
      const view = new DataView(head.buffer, head.byteOffset, HEAD_BYTES);
      if (view.getUint32(8, true) !== maskedCrc32c(head, 0, 8)) {
        return stop("the checksum of a record's length is wrong, so the records behind it can't be found");
      }
      const length = Number(view.getBigUint64(0, true));
      if (length > MAX_RECORD_BYTES) {
        return stop(`a record has "${length}" bytes, and at most "${MAX_RECORD_BYTES}" are read`);
      }
      const whole = queue.peek(HEAD_BYTES + length + FOOT_BYTES);
      if (whole === undefined) return undefined;
      const from = queue.offset;
      const bytes = whole.slice(HEAD_BYTES, HEAD_BYTES + length);
      const stored = new DataView(whole.buffer, whole.byteOffset + HEAD_BYTES + length, FOOT_BYTES);
      const isWhole = stored.getUint32(0, true) === maskedCrc32c(bytes);
      queue.drop(whole.length);
      const end = queue.offset;
      return isWhole
        ? { kind: "record", bytes, from, end }
        : { kind: "damage", from, to: end, reason: "the checksum of a record is wrong" };
    },
    get position() {
      return queue.offset;
    },
    get ended() {
      return ended;
    },
  };
}
