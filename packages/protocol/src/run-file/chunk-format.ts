/*
 * A run file: a header, then blocks of 32 KiB counted from byte 0, so the header lies in the first one.
 *
 *   :W&B E1 BE 00 | chunk | chunk | … | padding |  chunk | …
 *   7 bytes       |         block 0             |  block 1
 *
 * chunk = CRC-32 of type and payload (4, little-endian) · payload length (2) · type (1) · payload
 * record = FULL, or FIRST MIDDLE* LAST. Fewer than 7 bytes before a block's end are zero padding.
 */
export const FILE_HEADER: readonly number[] = [0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0x00];
export const BLOCK_BYTES = 32_768;
export const CHUNK_HEADER_BYTES = 7;

/** Our reader takes no larger record, so our writer makes none. */
export const MAX_RECORD_BYTES = 64 * 1024 * 1024;

export const FULL = 1;
export const FIRST = 2;
export const MIDDLE = 3;
export const LAST = 4;
