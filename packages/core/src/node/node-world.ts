import { systemClock, systemRandom } from "@stepwell/effects";
import { nodeFileSystem, nodeProcesses } from "@stepwell/effects/node";
import { arch, cpus, release, totalmem, type, userInfo } from "node:os";
import type { Fetch, HostFacts, World } from "../world.ts";

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
    print(text) {
      process.stdout.write(text);
    },
    keepAlive() {
      const timer = setInterval(() => undefined, 60_000);
      return () => clearInterval(timer);
    },
    onExit(run) {
      process.on("exit", run);
      return () => process.off("exit", run);
    },
  };
}

const fetchFromHost: Fetch = (url, request) =>
  fetch(url, { ...request, body: request.body as string | Uint8Array<ArrayBuffer> });

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
