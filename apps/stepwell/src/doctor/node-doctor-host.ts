import { execFile } from "node:child_process";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { VERSION as CORE_VERSION } from "@stepwell/core";
import { inspectStorage } from "@stepwell/storage-sqlite";
import type { DoctorHost } from "./doctor-host.ts";

const PROGRAM_MS = 5000;

/** This machine. */
export function nodeDoctorHost(): DoctorHost {
  return {
    nodeVersion: process.version,
    platform: `${process.platform} ${process.arch}`,
    coreVersion: CORE_VERSION,
    environment: process.env,
    async freeBytes(folder) {
      try {
        const { bavail, bsize } = await statfs(folder);
        return bavail * bsize;
      } catch {
        // Some file systems have no such number.
        return undefined;
      }
    },
    firstLine: (program, words) =>
      new Promise((resolve) => {
        execFile(program, [...words], { timeout: PROGRAM_MS, windowsHide: true }, (error, stdout) => {
          const [line = ""] = stdout.trim().split("\n");
          resolve(error === null ? line : undefined);
        });
      }),
    inspectStorage: (data) => inspectStorage(join(data, "stepwell.sqlite")),
  };
}
