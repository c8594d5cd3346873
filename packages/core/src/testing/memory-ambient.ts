import type { Ambient, ConsoleStream } from "../ambient/ambient.ts";

export interface MemoryAmbientOptions {
  readonly args?: readonly string[];
  /** What programs print, by name; one that is missing is not on the PATH. */
  readonly tools?: Readonly<Record<string, string>>;
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
  const { args = [], tools = {} } = options;
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
    runTool: (name) => Promise.resolve(tools[name]),
    print(text, stream = "stdout") {
      for (const write of listeners) write(stream, text);
    },
    get capturing() {
      return listeners.size;
    },
  };
}
