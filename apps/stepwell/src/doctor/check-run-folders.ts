import type { FileSystem } from "@stepwell/effects";
import { createRunFileReader } from "@stepwell/protocol";
import { headOf, runIdIn } from "../sync-folders.ts";
import type { World } from "../world.ts";
import type { Check } from "./check.ts";
import { note, ok } from "./check.ts";

const SLICE_BYTES = 1024 * 1024;
/** So much of all run files together is read in search of damage. */
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_NAMED = 3;
const MOST_MARK_BYTES = 65_536;

interface Found {
  readonly name: string;
  readonly isOurs: boolean;
  readonly isDelivered: boolean;
  /** Undefined where it was not looked for. */
  readonly isDamaged: boolean | undefined;
}

/** The run folders below a folder: whose they are, what was not delivered, what is damaged. */
export async function checkRunFolders(
  folder: string,
  { fileSystem }: Pick<World, "fileSystem">,
): Promise<Check[]> {
  const found = await find(folder, fileSystem);
  if (found.length === 0) {
    return [ok("Runs", `none are in ${folder} yet; they appear as soon as a script logs there`)];
  }
  const ours = found.filter((one) => one.isOurs).length;
  const theirs = found.length - ours;
  const undelivered = found.filter((one) => !one.isDelivered);
  const damaged = found.filter((one) => one.isDamaged === true);
  const unread = found.filter((one) => one.isDamaged === undefined).length;
  return [
    ok(
      "Runs",
      `${found.length} run ${found.length === 1 ? "folder" : "folders"}: ${ours} of Stepwell's, ${theirs} of W&B's`,
    ),
    undelivered.length === 0
      ? ok("Delivery", "each was delivered to a server")
      : note(
          "Delivery",
          `${undelivered.length} not delivered to any server: ${named(undelivered)}`,
          'Nothing to do if you only look at them here; "stepwell sync --to <address>" sends them.',
        ),
    ...(damaged.length === 0
      ? []
      : [
          note(
            "Damage",
            `${damaged.length} with a part that can't be read: ${named(damaged)}`,
            "What is whole is shown and sent; the rest was lost when the program or the disk failed.",
          ),
        ]),
    ...(unread === 0 ? [] : [note("Damage", `${unread} were not looked at for damage: too much to read`)]),
  ];
}

async function find(folder: string, fileSystem: FileSystem): Promise<Found[]> {
  const found: Found[] = [];
  let left = MOST_BYTES;
  for (const parent of [folder, `${folder}/wandb`, `${folder}/.wandb`]) {
    if ((await fileSystem.stat(parent))?.kind !== "folder") continue;
    const entries = await fileSystem.list(parent);
    for (const { name } of entries.filter(
      ({ kind, name }) => kind === "folder" && /^(offline-)?run-/.test(name),
    )) {
      const path = `${parent}/${name}`;
      const runId = await runIdIn(path, fileSystem).catch(() => undefined);
      if (runId === undefined) continue;
      const runFile = `${path}/run-${runId}.wandb`;
      const size = (await fileSystem.stat(runFile))?.size ?? 0;
      left -= size;
      const own = (await headOf(runFile, fileSystem)).isOurs;
      found.push({
        name,
        isOurs: own,
        // W&B's client sends its online runs itself.
        isDelivered: (!own && !name.startsWith("offline-")) || (await isDelivered(runFile, size, fileSystem)),
        isDamaged: left < 0 ? undefined : await isDamaged(runFile, size, fileSystem),
      });
    }
  }
  return found;
}

/** Our mark says how much of the file a server had; W&B's is empty. */
async function isDelivered(runFile: string, size: number, fileSystem: FileSystem): Promise<boolean> {
  const mark = await fileSystem.stat(`${runFile}.synced`);
  if (mark === undefined || mark.size > MOST_MARK_BYTES) return mark !== undefined;
  try {
    const text = new TextDecoder().decode(await fileSystem.readFile(`${runFile}.synced`));
    const { servers } = JSON.parse(text) as { servers?: readonly { bytes?: unknown }[] };
    return !Array.isArray(servers) || servers.some(({ bytes }) => typeof bytes === "number" && bytes >= size);
  } catch {
    return true;
  }
}

async function isDamaged(runFile: string, size: number, fileSystem: FileSystem): Promise<boolean> {
  const reader = createRunFileReader();
  for (let offset = 0; offset < size && !reader.ended; offset += SLICE_BYTES) {
    reader.push(await fileSystem.read(runFile, offset, SLICE_BYTES));
    for (let event = reader.next(); event !== undefined; event = reader.next()) {
      if (event.kind === "damage") return true;
    }
  }
  return reader.ended;
}

function named(all: readonly Found[]): string {
  const names = all.slice(0, MOST_NAMED).map(({ name }) => name);
  return `${names.join(", ")}${all.length > MOST_NAMED ? ", …" : ""}`;
}
