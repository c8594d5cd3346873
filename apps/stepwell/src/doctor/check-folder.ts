import type { World } from "../world.ts";
import { bytesText } from "./bytes-text.ts";
import { refusalOfWriting } from "./can-write.ts";
import type { Check } from "./check.ts";
import { note, ok, problem } from "./check.ts";

const LOW_BYTES = 1024 ** 3;
const NO_BYTES = 50 * 1024 ** 2;

/** Whether scripts can write their runs below a folder, and how much. */
export async function checkFolder(
  folder: string,
  { fileSystem, doctorHost }: Pick<World, "fileSystem" | "doctorHost">,
): Promise<Check[]> {
  const stat = await fileSystem.stat(folder);
  if (stat?.kind !== "folder") {
    return [
      problem(
        "Folder",
        stat === undefined ? `${folder} is not there` : `${folder} is a file`,
        "Name the folder in which your scripts run.",
      ),
    ];
  }
  // Runs go there, once there is one.
  const inside = (await fileSystem.stat(`${folder}/wandb`))?.kind === "folder" ? `${folder}/wandb` : folder;
  const refusal = refusalOfWriting(inside, fileSystem);
  if (refusal !== undefined) {
    return [
      problem(
        "Folder",
        `${inside} can't be written to: the file system says "${refusal}"`,
        'Give yourself the right to write there, or let scripts run elsewhere: "init({ dir })", STEPWELL_DIR.',
      ),
    ];
  }
  return [ok("Folder", `${inside} can be written to`), roomCheck(await doctorHost.freeBytes(inside))];
}

function roomCheck(free: number | undefined): Check {
  if (free === undefined) return note("Disk", "the system does not say how much room is left");
  const text = `${bytesText(free)} free`;
  if (free < NO_BYTES) return problem("Disk", text, "Free some space: what is logged can't be kept.");
  return free < LOW_BYTES ? note("Disk", text, "Free some space before long runs.") : ok("Disk", text);
}
