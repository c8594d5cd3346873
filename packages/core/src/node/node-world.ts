import { nodeProcesses } from "@stepwell/effects/node";
import { arch, cpus, homedir, release, totalmem, type, userInfo } from "node:os";
import { nodeAmbient } from "./ambient/node-ambient.ts";
import { withoutCapture } from "./ambient/capture-console.ts";
import { nodeThreadChannels } from "./thread-channels.ts";
import type { HostFacts, World } from "../world.ts";
import { onExit } from "./on-exit.ts";
import { noteCall } from "./on-signal.ts";
import { startSyncThread } from "./start-sync-thread.ts";
import { nodeSyncParts } from "./sync-parts.ts";

/** The real world of a Node process. */
export function createNodeWorld(): World {
  return {
    ...nodeSyncParts,
    processes: nodeProcesses,
    env: process.env,
    workingFolder: process.cwd(),
    host: hostFacts(),
    ambient: nodeAmbient,
    threads: nodeThreadChannels,
    print: (text) => withoutCapture(() => print(text)),
    keepAlive() {
      const timer = setInterval(() => undefined, 60_000);
      return () => clearInterval(timer);
    },
    onExit,
    noteCall,
    startEngine: startSyncThread,
    isTerminal: process.stderr.isTTY === true,
  };
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
    homeFolder: homedir(),
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
