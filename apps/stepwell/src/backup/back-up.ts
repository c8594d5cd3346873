import { Problem } from "../problem.ts";
import type { World } from "../world.ts";
import type { BackupCommand } from "./read-backup-arguments.ts";

/** What was copied, for people and scripts. */
export interface CopiedData {
  readonly runs: number;
  /** Bytes of the database. */
  readonly bytes: number;
  readonly blobs: { readonly files: number; readonly bytes: number };
  /** What of it is damaged, as sentences; nothing where all is whole. */
  readonly damage: string | undefined;
}

/** Copies the data folder, beside a server that uses it or not, or brings a copy back. Gives the exit code: 1 where a part is damaged. */
export async function backUpOrRestore(
  { kind, folder, data, json }: BackupCommand,
  world: World,
): Promise<number> {
  const from = world.resolve(data ?? "wandb/.stepwell");
  const copy = world.resolve(folder);
  let copied: CopiedData;
  try {
    copied = kind === "backup" ? await world.backUp(from, copy) : await world.restore(copy, from);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("["))
      throw new Problem(error.message, { cause: error });
    throw error;
  }
  const { runs, bytes, blobs, damage } = copied;
  if (json) world.print(JSON.stringify({ ...copied, damage: damage ?? null, folder: copy, data: from }));
  else {
    const what = `${amount(runs, "run")} (${megabytes(bytes)}) and ${amount(blobs.files, "file")} (${megabytes(blobs.bytes)})`;
    world.print(kind === "backup" ? `${what} are copied to ${copy}` : `${what} are back in ${from}`);
  }
  if (damage === undefined) return 0;
  world.printError(`[stepwell] The copy holds what can't be read in the data folder either. ${damage}`);
  return 1;
}

function amount(count: number, name: string): string {
  return `${count.toLocaleString("en-US")} ${name}${count === 1 ? "" : "s"}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString("en-US", { maximumFractionDigits: 1 })} MB`;
}
