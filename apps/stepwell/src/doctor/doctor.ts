import type { World } from "../world.ts";
import { usualDataFolder } from "../open-data.ts";
import { checkData } from "./check-data.ts";
import { checkEnvironment } from "./check-environment.ts";
import { checkFolder } from "./check-folder.ts";
import { checkPort } from "./check-port.ts";
import { checkPrograms } from "./check-programs.ts";
import { checkRunFolders } from "./check-run-folders.ts";
import { checkServer } from "./check-server.ts";
import { checkVersions } from "./check-versions.ts";
import type { Check } from "./check.ts";
import { problem } from "./check.ts";
import { cleanCheck } from "./clean-check.ts";
import { doctorText } from "./doctor-text.ts";

/** What to look at. */
export interface DoctorCommand {
  readonly kind: "doctor";
  readonly folder: string;
  /** Undefined for the usual one of the folder. */
  readonly data: string | undefined;
  /** Undefined for the server that scripts would log to. */
  readonly to: string | undefined;
  readonly json: boolean;
}

/** Looks at all that may stand in the way, prints it, and gives the exit code: 1 when something does. It changes nothing. */
export async function doctor(command: DoctorCommand, world: World): Promise<number> {
  const folder = world.resolve(command.folder);
  const data = command.data === undefined ? usualDataFolder(folder) : world.resolve(command.data);
  const groups = await Promise.all([
    attempt("Versions", () => checkVersions(world.doctorHost)),
    attempt("Folder", () => checkFolder(folder, world)),
    attempt("Data", () => checkData(data, world)),
    attempt("Runs", () => checkRunFolders(folder, world)),
    attempt("Settings", () => checkEnvironment(world.doctorHost)),
    attempt("Server", () => checkServer(command.to, world)),
    attempt("Port", () => checkPort(data, world)),
    attempt("Programs", () => checkPrograms(world.doctorHost)),
  ]);
  const checks = groups.flat().map(cleanCheck);
  const isWell = checks.every(({ status }) => status !== "problem");
  world.print(command.json ? JSON.stringify({ ok: isWell, checks }) : doctorText(checks, world.output));
  return isWell ? 0 : 1;
}

/** One look that fails must not hide what the others see. */
async function attempt(
  name: string,
  look: () => readonly Check[] | Promise<readonly Check[]>,
): Promise<readonly Check[]> {
  try {
    return await look();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [problem(name, reason, "Look at what this sentence names.")];
  }
}
