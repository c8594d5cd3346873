import type { BackgroundJobs, BackgroundKind } from "./background-job.ts";

/** What a run may learn of its process and machine beyond files. A world without it learns nothing. */
export interface Ambient {
  /** The program's arguments, as they were given. */
  readonly args: readonly string[];
  /** Calls `write` for each write to a console stream of this process, after it was made. Returns its stop. */
  captureConsole(write: (stream: ConsoleStream, text: string) => void): () => void;
  usage(): ProcessUsage;
  /** Undefined where the host can't tell. */
  diskUsage(path: string): DiskUsage | undefined;
  /** This process, as the host numbers it. */
  readonly pid: number;
  /** Does slow work away from the program's own thread. Undefined when it could not be done. Never rejects. */
  runInBackground<Kind extends BackgroundKind>(
    kind: Kind,
    given: BackgroundJobs[Kind]["given"],
  ): Promise<BackgroundJobs[Kind]["answer"] | undefined>;
  /** The job `packages` done at once, for a process that ends before it was. */
  savePackagesNow(given: BackgroundJobs["packages"]["given"]): BackgroundJobs["packages"]["answer"];
}

/** The two outputs of a process. */
export type ConsoleStream = "stdout" | "stderr";

/** What this process and its machine use at one moment. */
export interface ProcessUsage {
  /** Processor time that the process has used, in seconds. */
  readonly cpuSeconds: number;
  /** How long the process has run, in seconds. */
  readonly uptimeSeconds: number;
  readonly rssBytes: number;
  readonly freeMemoryBytes: number;
  readonly totalMemoryBytes: number;
  readonly logicalCpus: number;
}

/** How full the disk of a folder is. */
export interface DiskUsage {
  readonly sizeBytes: number;
  readonly freeBytes: number;
  /** What an ordinary user may still use. */
  readonly availableBytes: number;
}
