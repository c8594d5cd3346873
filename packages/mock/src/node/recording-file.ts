import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { MockError } from "../mock-error.ts";

/** A file that takes a recording. */
export interface RecordingFile {
  /** For the option `record` of a mock server. */
  record(line: string): void;
  close(): void;
}

/** Opens a file for a recording, in place of what it held. Throws `MockError` when the host refuses it. */
export function openRecording(path: string): RecordingFile {
  const file = withSentence(`write the recording "${path}"`, () => openSync(path, "w", 0o600));
  let isOpen = true;
  return {
    record(line) {
      if (isOpen) withSentence(`write the recording "${path}"`, () => writeSync(file, `${line}\n`));
    },
    close() {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

/** The text of a recording, for the option `replay` of a mock server. Throws `MockError` when the host refuses it. */
export function readRecordingFile(path: string): string {
  return withSentence(`read the recording "${path}"`, () => readFileSync(path, "utf8"));
}

function withSentence<Result>(what: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    const code = (cause as { code?: unknown }).code;
    if (typeof code !== "string") throw cause;
    throw new MockError(`${what}: the host says "${code}". Name a file that can be used.`, { cause });
  }
}
