import { Problem } from "../problem.ts";

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

const OPTIONS = { help: "boolean", version: "boolean", data: "string", json: "boolean" } as const;

/** Options of the two, by command. */
export const BACKUP_OPTIONS = { backup: OPTIONS, restore: OPTIONS } as const;

/** Reads what follows. Throws `Problem` unless it names one folder. */
export function readBackupArguments(
  kind: BackupCommand["kind"],
  values: ReadonlyMap<string, string>,
  positionals: readonly string[],
): BackupCommand {
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) {
    const given = positionals.length === 0 ? "no folder" : `"${positionals.join('", "')}"`;
    throw new Problem(
      `[stepwell] Failed to read the command: "stepwell ${kind}" names ${given}. Name the one folder ${kind === "backup" ? "that the copy goes to" : "that the backup is in"}.`,
    );
  }
  return { kind, folder, data: values.get("data"), json: values.has("json") };
}
