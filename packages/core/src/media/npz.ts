import { crc32 } from "@stepwell/protocol";
import { encodeNpy } from "./npy.ts";
import type { NpyArray } from "./npy.ts";

const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const NAMES_ARE_UTF8 = 0x0800;
/** 1 January 1980, the first day of a zip file. */
const DATE = 0x0021;

/** More does not fit the fields of a zip file. */
export const MAX_NPZ_BYTES = 2 ** 32 - 2 ** 20;

/**
 * A `.npz` file with one array: a zip file whose entry is stored as it is.
 * Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16
 */
export function encodeNpz(key: string, array: NpyArray): Uint8Array {
  const content = encodeNpy(array);
  const name = new TextEncoder().encode(`${key}.npy`);
  const facts = [
    [2, VERSION],
    [2, NAMES_ARE_UTF8],
    [2, 0],
    [2, 0],
    [2, DATE],
    [4, crc32(content)],
    [4, content.length],
    [4, content.length],
    [2, name.length],
    [2, 0],
  ] as const;
  const local = [[4, LOCAL_HEADER], ...facts] as const;
  const central = [
    [4, CENTRAL_HEADER],
    [2, VERSION],
    ...facts,
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, 0],
  ] as const;
  const start = sizeOf(local) + name.length + content.length;
  const length = sizeOf(central) + name.length;
  const end = [
    [4, END],
    [2, 0],
    [2, 0],
    [2, 1],
    [2, 1],
    [4, length],
    [4, start],
    [2, 0],
  ] as const;
  const file = new Uint8Array(start + length + sizeOf(end));
  let at = write(file, 0, local);
  file.set(name, at);
  file.set(content, at + name.length);
  at = write(file, start, central);
  file.set(name, at);
  write(file, start + length, end);
  return file;
}

type Fields = readonly (readonly [size: 2 | 4, value: number])[];

function sizeOf(fields: Fields): number {
  return fields.reduce((sum, [size]) => sum + size, 0);
}

/** Returns where it ended. */
function write(file: Uint8Array, at: number, fields: Fields): number {
  const view = new DataView(file.buffer);
  let place = at;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(place, value, true);
    else view.setUint32(place, value, true);
    place += size;
  }
  return place;
}
