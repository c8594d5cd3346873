import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import type { ProcessIdentity, Processes } from "../processes.ts";
import { errorCode } from "./refused.ts";

/** The processes of this host. Start times are known on Linux; elsewhere a pid alone decides. */
export const nodeProcesses: Processes = {
  get host() {
    return hostname();
  },
  get self() {
    return { pid: process.pid, startTime: readStat(process.pid)?.startTime ?? "" };
  },
  isAlive,
};

function isAlive(identity: ProcessIdentity): boolean {
  if (!Number.isSafeInteger(identity.pid) || identity.pid <= 0) return false;
  try {
    process.kill(identity.pid, 0);
  } catch (error) {
    // Another user's process may not be signalled, but it is there.
    if (errorCode(error) !== "EPERM") return false;
  }
  const found = readStat(identity.pid);
  if (found === undefined) return true;
  // A zombie has ended; only its parent has not asked yet.
  if (found.state === "Z" || found.state === "X") return false;
  return identity.startTime === "" || found.startTime === identity.startTime;
}

function readStat(pid: number): { state: string; startTime: string } | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "latin1");
    // The second field is the program's name in parentheses, and may hold anything, parentheses too.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const [state, startTime] = [fields[0], fields[19]];
    return state === undefined || startTime === undefined ? undefined : { state, startTime };
  } catch {
    return undefined;
  }
}
