import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Readable } from "node:stream";

const MAX_OUTPUT_BYTES = 1024 * 1024;

/**
 * What a program on the PATH prints; undefined when it is not there, fails, or takes too long. Never rejects, and
 * never keeps the process from ending: then the promise stays open.
 */
export function runTool(
  name: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<string | undefined> {
  const path = findOnPath(name);
  if (path === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const child = start(path, args);
    if (child === undefined) {
      resolve(undefined);
      return;
    }
    const chunks: Buffer[] = [];
    let size = 0;
    // `execFile` has a timeout of its own, but that one keeps the process alive.
    const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    timer.unref();
    child.unref();
    unref(child.stdout);
    child.stdout.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_OUTPUT_BYTES) chunks.push(chunk);
      else child.kill("SIGKILL");
    });
    const end = (code: number | null): void => {
      clearTimeout(timer);
      resolve(code === 0 ? Buffer.concat(chunks).toString() : undefined);
    };
    child.once("error", () => end(null));
    child.once("close", end);
    // A grandchild may hold the pipe open after the program itself was killed.
    child.once("exit", (code) => {
      if (code !== 0) end(code);
    });
  });
}

function start(path: string, args: readonly string[]): ChildProcessByStdio<null, Readable, null> | undefined {
  try {
    return spawn(path, args, { stdio: ["ignore", "pipe", "ignore"], windowsHide: true });
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

// Pipes are sockets, which the types don't say.
function unref(pipe: object): void {
  if ("unref" in pipe && typeof pipe.unref === "function") pipe.unref();
}
