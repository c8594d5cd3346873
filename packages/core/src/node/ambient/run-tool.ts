import type { ChildProcessByStdio } from "node:child_process";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";
import type { RunTool } from "../../ambient/background-job.ts";
import { hostModules } from "../host-modules.ts";
import { unref } from "./unref.ts";

const MAX_OUTPUT_BYTES = 1024 * 1024;

const running = new Set<ChildProcessByStdio<null, Readable, null>>();

/** Runs a program; see `RunTool`. */
export const runTool: RunTool = (name, args, { timeoutMs, folder, maxBytes = MAX_OUTPUT_BYTES }) => {
  const path = findOnPath(name);
  if (path === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = start(path, args, folder);
    if (child === undefined) {
      resolve(undefined);
      return;
    }
    running.add(child);
    const chunks: Buffer[] = [];
    let size = 0;
    // `execFile` has a timeout of its own, but that one keeps the process alive.
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    timer.unref();
    child.unref();
    unref(child.stdout);
    child.stdout.on("data", (chunk: Buffer) => {
      if (size >= maxBytes) return;
      chunks.push(chunk.subarray(0, maxBytes - size));
      size += chunk.length;
      if (size >= maxBytes) child.kill("SIGKILL");
    });
    const end = (code: number | null): void => {
      clearTimeout(timer);
      running.delete(child);
      const isCut = size >= maxBytes;
      resolve(code === 0 || isCut ? { text: Buffer.concat(chunks).toString(), isCut } : undefined);
    };
    child.once("error", () => end(null));
    child.once("close", end);
    // A grandchild may hold the pipe open after the program itself was killed.
    child.once("exit", (code) => {
      if (code !== 0) end(code);
    });
  });
};

/** Ends what is running. */
export function endTools(): void {
  for (const child of running) child.kill("SIGKILL");
}

function start(
  path: string,
  args: readonly string[],
  cwd: string | undefined,
): ChildProcessByStdio<null, Readable, null> | undefined {
  try {
    return hostModules.childProcess().spawn(path, args, {
      cwd,
      stdio: ["ignore", "pipe", "ignore"],
      windowsHide: true,
    });
  } catch {
    // Without memory for another process it throws in place of its usual event.
    return undefined;
  }
}

// Asking first spares the cost of a failing fork, which grows with the memory of the process.
function findOnPath(name: string): string | undefined {
  const names = process.platform === "win32" ? [`${name}.exe`] : [name];
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find(isFile);
}

// The PATH may name anything, also places that may not be looked at.
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}
