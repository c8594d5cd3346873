import type { LogRecord } from "@stepwell/protocol";

/** What a run has besides rows. */
export interface KeptFiles {
  readonly artifacts: number;
  /** Files that the program saved; those that every run has are not among them. */
  readonly files: number;
}

/** Counts artifacts and saved files among the records that go into the run file. */
export function createKeptFiles(): KeptFiles & { note(records: readonly LogRecord[]): void } {
  let artifacts = 0;
  let files = 0;
  return {
    get artifacts() {
      return artifacts;
    },
    get files() {
      return files;
    },
    note(records) {
      for (const record of records) {
        if (record.type === "artifact") artifacts += 1;
        if (record.type === "files") files += record.files.filter(({ kind }) => kind !== "wandb").length;
      }
    },
  };
}
