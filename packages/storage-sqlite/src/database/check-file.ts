import { closeSync, openSync, readSync, statSync } from "node:fs";

const MAGIC = "SQLite format 3\0";

/** Looks at a file before SQLite does, which would begin anew where it was emptied. Throws a sentence for one that was cut. */
export function checkFile(file: string): void {
  const size = sizeOf(file);
  const log = sizeOf(`${file}-wal`) ?? 0;
  if (size === undefined) return;
  if (size === 0) {
    if (log === 0) return;
    // Not even a look may be taken at it: SQLite removes the log of an empty file.
    throw new Error(
      `[storage-sqlite] Failed to open "${file}": it is empty, while its log "${file}-wal" holds ${log} bytes. Put the file back beside its log, or move both away; nothing was removed.`,
    );
  }
  const header = readHeader(file);
  if (header.toString("latin1", 0, 16) !== MAGIC) return;
  const stored = header.readUInt16BE(16);
  const claimed = (stored === 1 ? 65_536 : stored) * header.readUInt32BE(28);
  // The log may hold the pages that are missing.
  if (log === 0 && claimed > size)
    throw new Error(`malformed: it has ${size} bytes of ${claimed}, its end was cut off`);
}

function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}

function readHeader(file: string): Buffer {
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, header, 0, 100, 0);
  } finally {
    closeSync(descriptor);
  }
  return header;
}
