import { reportText } from "../check/report-text.ts";
import { checkStorage } from "../check/check-storage.ts";
import type { Driver } from "./driver.ts";

/** Why a file could not be opened, as a sentence; of a damaged one it says what is intact. Nothing is changed or removed. */
export function openingError(Driver: Driver, file: string, cause: unknown): unknown {
  const text = cause instanceof Error ? cause.message : String(cause);
  if (text.startsWith("[")) return cause;
  const sentence = (reason: string, remedy: string): Error =>
    new Error(`[storage-sqlite] Failed to open "${file}": ${reason}. ${remedy}`, { cause });
  const code = (cause as { code?: unknown } | null)?.code;
  if (/not a database/i.test(text)) {
    return sentence(
      `it is not a database ("${text}")`,
      'Name another data folder, or bring it back with "stepwell restore".',
    );
  }
  if (/malformed|corrupt/i.test(text))
    return sentence(`it is damaged ("${text}"). ${whatIsIntact(Driver, file)}`, MEND);
  if (/full/i.test(text) || code === "ENOSPC") {
    return sentence(
      `the disk is full ("${text}")`,
      "Free some space, or name a data folder on another disk.",
    );
  }
  if (/unable to open|readonly|read-only|permission|EACCES|EROFS|EPERM/i.test(text)) {
    return sentence(
      `it can't be written to ("${text}")`,
      "Give yourself the right to write the folder and the files in it, or name another data folder.",
    );
  }
  return sentence(`SQLite says "${text}"`, "Name another data folder, or look at this one.");
}

const MEND =
  'Bring it back with "stepwell restore", or move it away to have the run folders read again; nothing was removed.';

function whatIsIntact(Driver: Driver, file: string): string {
  try {
    const database = new Driver(file, { readOnly: true });
    try {
      return (reportText(checkStorage(database)) ?? "All runs can be read").replace(/\.$/, "");
    } finally {
      database.close();
    }
  } catch (error) {
    return `Nothing of it can be read ("${error instanceof Error ? error.message : String(error)}")`;
  }
}
