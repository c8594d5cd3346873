import { systemClock, systemRandom } from "@stepwell/effects";
import { nodeFileSystem, nodeProcesses } from "@stepwell/effects/node";
import { arch, cpus, release, totalmem, type, userInfo } from "node:os";
import { nodeAmbient } from "./ambient/node-ambient.ts";
import { withoutCapture } from "./ambient/capture-console.ts";
import type { HostFacts, World } from "../world.ts";
import { fetchFromHost } from "./fetch-from-host.ts";

/** The real world of a Node process. */
export function createNodeWorld(): World {
  return {
    clock: systemClock,
    random: systemRandom,
    fileSystem: nodeFileSystem,
    processes: nodeProcesses,
    env: process.env,
    fetch: fetchFromHost,
    workingFolder: process.cwd(),
    host: hostFacts(),
    ambient: nodeAmbient,
    print: (text) => withoutCapture(() => print(text)),
    keepAlive() {
      const timer = setInterval(() => undefined, 60_000);
      return () => clearInterval(timer);
    },
    onExit(run) {
      // One listener for all runs: Node warns of a leak from the eleventh on.
      if (exitListeners.size === 0) process.on("exit", callExitListeners);
      exitListeners.add(run);
      return () => {
        exitListeners.delete(run);
        if (exitListeners.size === 0) process.off("exit", callExitListeners);
      };
    },
  };
}

const exitListeners = new Set<(exitCode: number) => void>();

function callExitListeners(exitCode: number): void {
  for (const run of exitListeners) run(exitCode);
}

/** A pipe that nobody reads any more must not end the user's program, so the error of our own write is taken. */
function print(text: string): void {
  const { stderr } = process;
  const ignore = (): void => undefined;
  stderr.once("error", ignore);
  stderr.write(text, (error) => {
    if (!error) stderr.off("error", ignore);
  });
}

function hostFacts(): HostFacts {
  return {
    os: `${type()}-${release()}-${arch()}`,
    runtime: `Node.js ${process.versions.node}`,
    platform: `${process.platform}-${arch()}`,
    program: process.argv[1] ?? "",
    executable: process.execPath,
    username: username(),
    cpuCount: cpus().length,
    memoryTotal: totalmem(),
  };
}

// A container's user may have no entry in the password file.
function username(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
