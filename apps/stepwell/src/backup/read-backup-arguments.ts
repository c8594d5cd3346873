import type { Words } from "../command-line/read-words.ts";

/** `stepwell backup <folder>` and `stepwell restore <folder>`. */
export type BackupCommand =
  | ({ readonly kind: "backup" } & BackupPlaces)
  | ({ readonly kind: "restore" } & BackupPlaces);

interface BackupPlaces {
  /** Where the copy is, or is to be. */
  readonly folder: string;
  /** The data folder; undefined for the usual one. */
  readonly data: string | undefined;
  /** Print JSON. */
  readonly json: boolean;
}

/** Reads what follows. */
export function readBackupArguments(
  kind: BackupCommand["kind"],
  { values, arguments: [folder = ""] }: Words,
): BackupCommand {
  return { kind, folder, data: values.get("data"), json: values.has("json") };
}
