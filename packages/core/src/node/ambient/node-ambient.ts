import { statfsSync } from "node:fs";
import { nodeFileSystem } from "@stepwell/effects/node";
import { availableParallelism, cpus, freemem, totalmem } from "node:os";
import type { Ambient, DiskUsage } from "../../ambient/ambient.ts";
import { savePackages } from "../../ambient/save-packages.ts";
import { captureConsole } from "./capture-console.ts";
import { runInBackground } from "./run-in-background.ts";

/** What a Node process can tell of itself and its machine. */
export const nodeAmbient: Ambient = {
  get args() {
    return process.argv.slice(2);
  },
  captureConsole,
  usage() {
    const { user, system } = process.cpuUsage();
    return {
      cpuSeconds: (user + system) / 1e6,
      uptimeSeconds: process.uptime(),
      rssBytes: process.memoryUsage.rss(),
      freeMemoryBytes: freemem(),
      totalMemoryBytes: totalmem(),
      // Parallelism respects an affinity mask; the machine itself may have more.
      logicalCpus: Math.max(cpus().length, availableParallelism()),
    };
  },
  diskUsage,
  pid: process.pid,
  runInBackground,
  savePackagesNow: (given) => savePackages(nodeFileSystem, given),
};

function diskUsage(path: string): DiskUsage | undefined {
  try {
    const { bsize, blocks, bfree, bavail } = statfsSync(path);
    return { sizeBytes: blocks * bsize, freeBytes: bfree * bsize, availableBytes: bavail * bsize };
  } catch {
    return undefined;
  }
}
