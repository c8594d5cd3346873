import type { StorageFacts } from "@stepwell/storage-sqlite";

/** What the doctor asks the machine, besides what the command touches anyway. */
export interface DoctorHost {
  /** As `v22.1.0`. */
  readonly nodeVersion: string;
  /** As `linux x64`. */
  readonly platform: string;
  /** Of the SDK that is installed with the command. */
  readonly coreVersion: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Bytes that this user may still write there; undefined where the system does not say. */
  freeBytes(folder: string): Promise<number | undefined>;
  /** The first line that a program prints; undefined where there is no such program. */
  firstLine(program: string, words: readonly string[]): Promise<string | undefined>;
  /** Looks at the database of a data folder. Rejects with a sentence when no SQLite can be loaded. */
  inspectStorage(data: string): Promise<StorageFacts>;
}
