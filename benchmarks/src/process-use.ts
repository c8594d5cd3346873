import { readFileSync } from "node:fs";

/** What a process of this machine has used so far; undefined where the system has no `/proc`. */
export interface ProcessUse {
  /** Seconds of processor time, in user and kernel. */
  readonly cpuSeconds: number;
  readonly rssBytes: number;
}

/** Reads `/proc/<pid>`. */
export function processUse(pid: number): ProcessUse | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // Fields after the name, which may hold blanks and stands in parentheses: utime and stime are the 12th and 13th.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    const pages = Number(fields[21]);
    return { cpuSeconds: ticks / TICKS_PER_SECOND, rssBytes: pages * PAGE_BYTES };
  } catch {
    return undefined;
  }
}

// What Linux tells programs, on every machine that Node runs on.
const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;
