import type { AppendFile, Clock, FileSystem } from "@stepwell/effects";
import { FileSystemError } from "@stepwell/effects";
import type { AuditEntry, AuditLog } from "./audit-log.ts";

/** Where the audit log lies, and how large it may become. */
export interface FileAuditOptions {
  /** Absolute path; it must exist. */
  readonly folder: string;
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  /** Bytes after which the next file begins. Default: 16 MiB. */
  readonly maxBytes?: number;
  /** Files that are kept, the one that is written included. Default: 8. */
  readonly maxFiles?: number;
}

/** An audit log in files. */
export interface FileAudit extends AuditLog {
  close(): void;
}

const LONGEST = 2000;

/**
 * Writes `audit.jsonl`, a line of JSON per entry; when it is full it becomes `audit.1.jsonl`, and the oldest goes. A disk
 * that refuses never stops the server: what was lost is counted in the next line that can be written.
 */
export function createFileAudit(options: FileAuditOptions): FileAudit {
  const { folder, fileSystem, clock, maxBytes = 16 * 1024 * 1024, maxFiles = 8 } = options;
  const encoder = new TextEncoder();
  const pathOf = (number: number): string =>
    `${folder}/${number === 0 ? "audit.jsonl" : `audit.${number}.jsonl`}`;
  let file: AppendFile | undefined;
  let isClosed = false;
  let lost = 0;

  function shift(): void {
    file?.closeSync();
    file = undefined;
    for (let number = maxFiles - 1; number >= 0; number--) {
      if (fileSystem.statSync(pathOf(number)) === undefined) continue;
      if (number < maxFiles - 1) moveFile(fileSystem, pathOf(number), pathOf(number + 1));
      else fileSystem.removeSync(pathOf(number));
    }
  }

  function write(line: object): void {
    const bytes = encoder.encode(`${JSON.stringify(line)}\n`);
    file ??= fileSystem.openAppend(pathOf(0));
    if (file.size > 0 && file.size + bytes.length > maxBytes) {
      shift();
      file = fileSystem.openAppend(pathOf(0));
    }
    file.writeSync(bytes);
  }

  return {
    note(entry) {
      if (isClosed) return;
      try {
        write({
          time: new Date(clock.now()).toISOString(),
          ...shorten(entry),
          ...(lost === 0 ? {} : { lost }),
        });
        lost = 0;
      } catch (error) {
        if (!FileSystemError.isInstance(error)) throw error;
        lost += 1;
        file?.closeSync();
        file = undefined;
      }
    },
    close() {
      isClosed = true;
      file?.closeSync();
      file = undefined;
    },
  };
}

/** A second name and then only that one: the same work for any size, as requests wait meanwhile. Disks without such names copy. */
function moveFile(fileSystem: FileSystem, from: string, to: string): void {
  try {
    fileSystem.hardLinkSync(from, to);
  } catch (error) {
    if (!FileSystemError.isInstance(error)) throw error;
    fileSystem.copyFileSync(from, to);
  }
  fileSystem.removeSync(from);
}

function shorten(entry: AuditEntry): AuditEntry {
  return { ...entry, who: entry.who.slice(0, LONGEST), what: entry.what.slice(0, LONGEST) };
}
