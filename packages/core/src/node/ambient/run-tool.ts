import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What a program on the PATH prints; undefined when it is not there, fails, or takes too long. Never rejects. */
export function runTool(
  name: string,
  args: readonly string[],
  timeoutMs: number,
): Promise<string | undefined> {
  const path = findOnPath(name);
  if (path === undefined) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    try {
      const child = execFile(path, args, { timeout: timeoutMs, windowsHide: true }, (error, stdout) => {
        resolve(error === null ? stdout : undefined);
      });
      // Neither the program nor its pipes may keep the process from ending.
      child.unref();
      for (const pipe of [child.stdin, child.stdout, child.stderr]) unref(pipe);
    } catch {
      resolve(undefined);
    }
  });
}

// Asking first spares the cost of a failing fork, which grows with the memory of the process.
function findOnPath(name: string): string | undefined {
  const names = process.platform === "win32" ? [`${name}.exe`] : [name];
  return (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((file) => join(folder, file)))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

function unref(pipe: unknown): void {
  if (typeof pipe === "object" && pipe !== null && "unref" in pipe && typeof pipe.unref === "function") {
    pipe.unref();
  }
}
