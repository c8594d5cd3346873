/** CRC-32 (IEEE 802.3, as in zlib) of `bytes[from..to)`. */
export function crc32(bytes: Uint8Array, from = 0, to: number = bytes.length): number {
  let crc = -1;
  let at = from;
  // Whole words where they are aligned, as in everything that this package writes.
  if (((bytes.byteOffset + from) & 3) === 0) {
    const count = (to - from) >> 3;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + from, count * 2);
    for (let word = 0; word < words.length; word += 2) {
      const low = crc ^ (words[word] as number);
      const high = words[word + 1] as number;
      crc =
        (T7[low & 255] as number) ^
        (T6[(low >>> 8) & 255] as number) ^
        (T5[(low >>> 16) & 255] as number) ^
        (T4[low >>> 24] as number) ^
        (T3[high & 255] as number) ^
        (T2[(high >>> 8) & 255] as number) ^
        (T1[(high >>> 16) & 255] as number) ^
        (T0[high >>> 24] as number);
    }
    at += count * 8;
  }
  for (; at < to; at++) crc = (crc >>> 8) ^ (T0[(crc ^ (bytes[at] as number)) & 255] as number);
  return ~crc >>> 0;
}

// Table n carries a byte past n more bytes, so that eight bytes cost one round.
const T0 = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});
const T1 = furtherTable(T0);
const T2 = furtherTable(T1);
const T3 = furtherTable(T2);
const T4 = furtherTable(T3);
const T5 = furtherTable(T4);
const T6 = furtherTable(T5);
const T7 = furtherTable(T6);

function furtherTable(table: Int32Array): Int32Array {
  return table.map((crc) => (crc >>> 8) ^ (T0[crc & 255] as number));
}
