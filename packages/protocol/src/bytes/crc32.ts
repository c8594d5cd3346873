const SLICES = 8;
const TABLE = /* #__PURE__ */ makeTable();

/** CRC-32 (IEEE, as in zlib) of `bytes[from, to)`, by default all, continuing from the result for what came before (0 at first). */
export function crc32(bytes: Uint8Array, from = 0, to = bytes.length, before = 0): number {
  const table = TABLE;
  let crc = ~before;
  let at = from;
  // Eight bytes a turn, one table for each: the loop is bound by lookups, not by the chain of shifts.
  for (const last = to - 8; at <= last; at += 8) {
    crc ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    crc =
      (table[0x700 | (crc & 0xff)] as number) ^
      (table[0x600 | ((crc >>> 8) & 0xff)] as number) ^
      (table[0x500 | ((crc >>> 16) & 0xff)] as number) ^
      (table[0x400 | (crc >>> 24)] as number) ^
      (table[0x300 | (bytes[at + 4] as number)] as number) ^
      (table[0x200 | (bytes[at + 5] as number)] as number) ^
      (table[0x100 | (bytes[at + 6] as number)] as number) ^
      (table[bytes[at + 7] as number] as number);
  }
  for (; at < to; at++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] as number)) & 0xff] as number);
  return ~crc >>> 0;
}

function makeTable(): Int32Array {
  const table = new Int32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    table[byte] = crc;
  }
  for (let index = 256; index < table.length; index++) {
    const former = table[index - 256] as number;
    table[index] = (former >>> 8) ^ (table[former & 0xff] as number);
  }
  return table;
}
