import type { FileSystem } from "@stepwell/effects";
import type { StatsItem } from "./system-sampler.ts";
import { readMachine } from "./read-machine.ts";
import type { MachineFacts } from "./read-machine.ts";
import { sampleGpus } from "./sample-gpus.ts";
import { savePackages } from "./save-packages.ts";
import { savePatches } from "./save-patches.ts";
import type { SystemFacts } from "./system-facts.ts";

/** Work that is too slow for the program's own thread, by kind: what it is told, and what it answers. */
export interface BackgroundJobs {
  /** What is known of processors, memory and GPUs. */
  machine: { readonly given: object; readonly answer: MachineFacts };
  /** One sample of all GPUs. Empty where there are none. */
  gpus: {
    readonly given: { readonly pid: number; readonly ids: readonly number[] | undefined };
    readonly answer: readonly StatsItem[];
  };
  /** Writes the files about installed packages; answers with their paths below the files folder. */
  packages: {
    readonly given: { readonly places: readonly string[]; readonly filesFolder: string };
    readonly answer: readonly string[];
  };
  /** Writes what is not committed and not pushed; answers with the files' paths below the files folder. */
  patches: {
    readonly given: { readonly folder: string; readonly filesFolder: string };
    readonly answer: readonly string[];
  };
}

export type BackgroundKind = keyof BackgroundJobs;

/** What jobs need of the host. */
export interface JobPorts {
  readonly fileSystem: FileSystem;
  readonly runTool: RunTool;
  /** Undefined where nobody can tell. */
  systemFacts(): Promise<SystemFacts | undefined>;
}

/**
 * What the program named `name` prints, if it is on the PATH and succeeds within `timeoutMs`. Never rejects, and never
 * keeps the process from ending: then the promise stays open.
 */
export type RunTool = (
  name: string,
  args: readonly string[],
  options: ToolOptions,
) => Promise<ToolOutput | undefined>;

export interface ToolOptions {
  readonly timeoutMs: number;
  /** Where it runs. Default: where this process does. */
  readonly folder?: string;
  /** More output than this ends the program. Default 1 MiB. */
  readonly maxBytes?: number;
}

export interface ToolOutput {
  readonly text: string;
  /** The program was ended because it printed more than is taken. */
  readonly isCut: boolean;
}

/** Does one job. Never rejects for what the host lacks. */
export function runBackgroundJob<Kind extends BackgroundKind>(
  kind: Kind,
  given: BackgroundJobs[Kind]["given"],
  ports: JobPorts,
): Promise<BackgroundJobs[Kind]["answer"]> {
  const jobs: { [Each in BackgroundKind]: () => Promise<BackgroundJobs[Each]["answer"]> } = {
    machine: () => readMachine(ports),
    gpus: () => sampleGpus(ports, given as BackgroundJobs["gpus"]["given"]),
    packages: () =>
      Promise.resolve(savePackages(ports.fileSystem, given as BackgroundJobs["packages"]["given"])),
    patches: () => savePatches(ports, given as BackgroundJobs["patches"]["given"]),
  };
  return jobs[kind]();
}
