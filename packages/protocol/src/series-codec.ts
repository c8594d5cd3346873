import { ProtocolError } from "./protocol-error.ts";
import type { SeriesFrame } from "./series-frame.ts";

/*
 * Little-endian throughout. Every frame begins at a multiple of 8, and so does each of its f64 columns.
 *
 *   "SWSF" | version u32 | frames u32 | reserved u32
 *   frame: kind u32 (0 points, 1 buckets) | query u32 | entries u32 | reserved u32
 *          stored f64 | storedInRange f64 | nextLine f64
 *          x xLast first last min max mean: f64 × entries each
 *          count nan positiveInfinity negativeInfinity: u32 × entries each
 *
 * Four u32 columns take 16 bytes an entry, so no padding is needed.
 */
const MAGIC = 0x46535753;
const VERSION = 1;
const HEAD_BYTES = 16;
const FRAME_HEAD_BYTES = 40;
const WIDE = ["x", "xLast", "first", "last", "min", "max", "mean"] as const;
const NARROW = ["count", "nan", "positiveInfinity", "negativeInfinity"] as const;
const ENTRY_BYTES = WIDE.length * 8 + NARROW.length * 4;

const hostIsLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** Frames as the body of an `application/vnd.stepwell.series` reply. Throws `ProtocolError` for columns of unequal length. */
export function encodeSeriesFrames(frames: readonly SeriesFrame[]): Uint8Array<ArrayBuffer> {
  const size = frames.reduce(
    (sum, frame) => sum + FRAME_HEAD_BYTES + frame.x.length * ENTRY_BYTES,
    HEAD_BYTES,
  );
  const buffer = new ArrayBuffer(size);
  const view = new DataView(buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, frames.length, true);
  let at = HEAD_BYTES;
  for (const frame of frames) {
    view.setUint32(at, frame.kind === "points" ? 0 : 1, true);
    view.setUint32(at + 4, frame.query, true);
    view.setUint32(at + 8, frame.x.length, true);
    view.setFloat64(at + 16, frame.stored, true);
    view.setFloat64(at + 24, frame.storedInRange, true);
    view.setFloat64(at + 32, frame.nextLine, true);
    at = encodeColumns(frame, buffer, at + FRAME_HEAD_BYTES);
  }
  return new Uint8Array(buffer);
}

/**
 * Frames of a reply's body. Columns are views of `bytes` where its start is aligned to 8, copies otherwise.
 * Throws `ProtocolError` when the bytes are no frames, are cut short, or hold more than the frames say.
 */
export function decodeSeriesFrames(bytes: Uint8Array): SeriesFrame[] {
  const aligned = bytes.byteOffset % 8 === 0 && hostIsLittleEndian ? bytes : new Uint8Array(bytes);
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength);
  if (view.byteLength < HEAD_BYTES || view.getUint32(0, true) !== MAGIC) {
    throw refused(`"${bytes.length}" bytes do not begin as series frames do`);
  }
  const version = view.getUint32(4, true);
  if (version !== VERSION) throw refused(`version "${version}" is not known`);
  const frames: SeriesFrame[] = [];
  let at = HEAD_BYTES;
  for (let left = view.getUint32(8, true); left > 0; left--) {
    if (at + FRAME_HEAD_BYTES > view.byteLength) throw refused(`"${left}" frames are missing at the end`);
    const kind = view.getUint32(at, true);
    const entries = view.getUint32(at + 8, true);
    const columns = at + FRAME_HEAD_BYTES;
    if (kind > 1) throw refused(`frame kind "${kind}" is not known`);
    if (columns + entries * ENTRY_BYTES > view.byteLength)
      throw refused(`"${entries}" entries do not fit the rest`);
    frames.push({
      kind: kind === 0 ? "points" : "buckets",
      query: view.getUint32(at + 4, true),
      stored: view.getFloat64(at + 16, true),
      storedInRange: view.getFloat64(at + 24, true),
      nextLine: view.getFloat64(at + 32, true),
      ...decodeColumns(aligned, columns, entries),
    });
    at = columns + entries * ENTRY_BYTES;
  }
  if (at !== view.byteLength) throw refused(`"${view.byteLength - at}" bytes are left over`);
  return frames;
}

type Columns = Pick<SeriesFrame, (typeof WIDE)[number] | (typeof NARROW)[number]>;

function encodeColumns(frame: SeriesFrame, buffer: ArrayBuffer, start: number): number {
  const entries = frame.x.length;
  let at = start;
  for (const name of [...WIDE, ...NARROW]) {
    const column = frame[name];
    if (column.length !== entries) {
      throw new ProtocolError(
        `[protocol] Failed to encode series frames: column "${name}" has "${column.length}" entries and "x" has "${entries}". Give columns of equal length.`,
      );
    }
    const wide = column instanceof Float64Array;
    if (hostIsLittleEndian) {
      (wide ? new Float64Array(buffer, at, entries) : new Uint32Array(buffer, at, entries)).set(column);
    } else {
      const view = new DataView(buffer, at);
      column.forEach((value, index) => {
        if (wide) view.setFloat64(index * 8, value, true);
        else view.setUint32(index * 4, value, true);
      });
    }
    at += entries * (wide ? 8 : 4);
  }
  return at;
}

function decodeColumns(bytes: Uint8Array, start: number, entries: number): Columns {
  let at = bytes.byteOffset + start;
  const wide = (): Float64Array => {
    const column = hostIsLittleEndian
      ? new Float64Array(bytes.buffer, at, entries)
      : Float64Array.from({ length: entries }, (_, index) =>
          new DataView(bytes.buffer).getFloat64(at + index * 8, true),
        );
    at += entries * 8;
    return column;
  };
  const narrow = (): Uint32Array => {
    const column = hostIsLittleEndian
      ? new Uint32Array(bytes.buffer, at, entries)
      : Uint32Array.from({ length: entries }, (_, index) =>
          new DataView(bytes.buffer).getUint32(at + index * 4, true),
        );
    at += entries * 4;
    return column;
  };
  // Members are evaluated in order, which is the order of the columns.
  return {
    x: wide(),
    xLast: wide(),
    first: wide(),
    last: wide(),
    min: wide(),
    max: wide(),
    mean: wide(),
    count: narrow(),
    nan: narrow(),
    positiveInfinity: narrow(),
    negativeInfinity: narrow(),
  };
}

function refused(reason: string): ProtocolError {
  return new ProtocolError(
    `[protocol] Failed to decode series frames: ${reason}. Make sure that server and reader are of the same version.`,
  );
}
