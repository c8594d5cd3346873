import { createMemoryFileSystem } from "@stepwell/effects/testing";
import type { FileSystem } from "@stepwell/effects";
import type { Ambient, ConsoleStream } from "../ambient/ambient.ts";
import { runBackgroundJob } from "../ambient/background-job.ts";
import type { JobPorts } from "../ambient/background-job.ts";
import { savePackages } from "../ambient/save-packages.ts";
import type { SystemFacts } from "../ambient/system-facts.ts";

export interface MemoryAmbientOptions {
  readonly args?: readonly string[];
  /** What programs print, by name; one that is missing is not on the PATH. */
  readonly tools?: Readonly<Record<string, string | ((args: readonly string[]) => string | undefined)>>;
  /** What the library for system facts tells. Default: nothing. */
  readonly systemFacts?: SystemFacts;
  /** Where jobs read and write. Default: an empty one. */
  readonly fileSystem?: FileSystem;
}

/** An ambient that is written to by hand, with round numbers for the process. */
export interface MemoryAmbient extends Ambient {
  /** Writes to a console stream of the process. */
  print(text: string, stream?: ConsoleStream): void;
  /** How many capture the console now. */
  readonly capturing: number;
}

/** A process that has used 1 of 10 seconds, holds 100 MiB and has 4 processors. */
export function createMemoryAmbient(options: MemoryAmbientOptions = {}): MemoryAmbient {
  const { args = [], tools = {}, fileSystem = createMemoryFileSystem() } = options;
  const ports: JobPorts = {
    fileSystem,
    systemFacts: () => Promise.resolve(options.systemFacts),
    runTool(name, given) {
      const tool = tools[name];
      const text = typeof tool === "function" ? tool(given) : tool;
      return Promise.resolve(text === undefined ? undefined : { text, isCut: false });
    },
  };
  const listeners = new Set<(stream: ConsoleStream, text: string) => void>();
  return {
    args,
    captureConsole(write) {
      listeners.add(write);
      return () => void listeners.delete(write);
    },
    usage: () => ({
      cpuSeconds: 1,
      uptimeSeconds: 10,
      rssBytes: 100 * 1024 ** 2,
      freeMemoryBytes: 600 * 1024 ** 2,
      totalMemoryBytes: 1000 * 1024 ** 2,
      logicalCpus: 4,
    }),
    diskUsage: () => ({ sizeBytes: 10 * 1024 ** 3, freeBytes: 8 * 1024 ** 3, availableBytes: 6 * 1024 ** 3 }),
    pid: 100,
    runInBackground: (kind, given) => runBackgroundJob(kind, given, ports),
    savePackagesNow: (given) => savePackages(fileSystem, given),
    print(text, stream = "stdout") {
      for (const write of listeners) write(stream, text);
    },
    get capturing() {
      return listeners.size;
    },
  };
}
